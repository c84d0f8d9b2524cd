package io.headwater.bench.closing;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that was measured. */
record ClosingReport(Machine machine, ClosingOptions options, List<ClosingRun> runs) {

  ClosingReport {
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), latencies(), pauses());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# Closing all windows of a boundary%n%n%s%n%nEach sensor had sent %d events a minute for %d minutes; %d partitions. Live events: one each %d ms, from sending it to its enriched event, not committed yet. Settings of the stream: %s.%n",
        machine.sentence(),
        options.eventsPerMinute(),
        options.minutes(),
        options.partitions(),
        ProbePlan.INTERVAL.toMillis(),
        options.settings().isEmpty()
            ? "its defaults"
            : "its defaults, and " + new TreeMap<>(options.settings()));
  }

  private String latencies() {
    MarkdownTable table =
        new MarkdownTable(
            "sensors, full",
            "windows closed",
            "in s",
            "live before: p50 ms",
            "p99",
            "max",
            "live while closing: p50 ms",
            "p99",
            "max");
    for (ClosingRun run : runs) {
      table.row(
          title(run),
          number(run.windowsClosed()),
          number(run.closingSeconds()),
          number(run.before().p50()),
          number(run.before().p99()),
          number(run.before().max()),
          number(run.during().p50()),
          number(run.during().p99()),
          number(run.during().max()));
    }
    return table.toString();
  }

  private String pauses() {
    MarkdownTable table =
        new MarkdownTable(
            "stream thread while closing, longest",
            "process ms",
            "punctuate ms",
            "commit ms",
            "windows closed");
    for (ClosingRun run : runs) {
      table.row(
          title(run),
          number(run.pauses().process()),
          number(run.pauses().punctuate()),
          number(run.pauses().commit()),
          new TreeMap<>(run.windows())
              .entrySet().stream().map(ClosingReport::words).collect(Collectors.joining(", ")));
    }
    return table.toString();
  }

  private static String title(ClosingRun run) {
    return String.format(Locale.ROOT, "%,d, %s", run.sensors(), run.boundary());
  }

  private static String words(Map.Entry<String, Long> windows) {
    return windows.getKey() + ": " + number(windows.getValue().longValue());
  }
}
