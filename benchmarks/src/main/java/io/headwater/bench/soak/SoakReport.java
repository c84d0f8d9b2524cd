package io.headwater.bench.soak;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * All that was measured.
 *
 * @param sent events
 * @param behindMs how far the sender was behind its schedule at most, in milliseconds
 */
record SoakReport(
    Machine machine, SoakOptions options, long sent, double behindMs, List<Course> courses) {

  /**
   * One figure of one process.
   *
   * @param points all that was seen, in the order of time
   */
  record Course(String process, Figure figure, Trend trend, List<Point> points) {

    Course {
      points = List.copyOf(points);
    }
  }

  SoakReport {
    courses = List.copyOf(courses);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), trends(), verdict());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# What grows in %s at %,d events/s%n%n%s%n%n%,d events of %,d sensors at %,d locations in %d partitions; the sender was %s ms behind at most. Looked at each %s, at the heap each %s after a full collection. The first tenth is warm-up. Settings: %s.%n",
        words(options.time().toSeconds()),
        options.rate(),
        machine.sentence(),
        sent,
        options.sensors(),
        options.locations(),
        options.partitions(),
        number(behindMs),
        words(options.look().toSeconds()),
        words(options.collect().toSeconds()),
        options.settings().isEmpty()
            ? "the defaults"
            : "the defaults, and " + new TreeMap<>(options.settings()));
  }

  private static String words(long seconds) {
    return number(seconds) + " s";
  }

  private String trends() {
    MarkdownTable table =
        new MarkdownTable(
            "figure",
            "second tenth",
            "middle",
            "last tenth",
            "slope an hour",
            "medians of the thirds",
            "grows");
    for (Course course : courses) {
      Trend trend = course.trend();
      table.row(
          course.process() + ", " + course.figure().words(),
          number(trend.secondTenth()),
          number(trend.middleTenth()),
          number(trend.lastTenth()),
          number(trend.slopePerHour()),
          String.join(
              ", ",
              number(trend.firstThird()),
              number(trend.middleThird()),
              number(trend.lastThird())),
          trend.grows() ? "yes" : "no");
    }
    return table.toString();
  }

  private String verdict() {
    List<String> growing =
        courses.stream()
            .filter(course -> course.trend().grows())
            .map(course -> course.process() + ", " + course.figure().words())
            .toList();
    return String.format(
        Locale.ROOT,
        "Grows: %s. That is: after the warm-up the medians rise from third to third, and the last is more than %.0f %% above the first and above three quarters of what was seen in the first third.%n",
        growing.isEmpty() ? "nothing" : String.join("; ", growing),
        Trend.TOLERANCE * 100);
  }
}
