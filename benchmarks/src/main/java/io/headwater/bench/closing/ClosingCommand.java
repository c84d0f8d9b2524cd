package io.headwater.bench.closing;

import io.headwater.bench.rig.BenchArguments;
import io.headwater.bench.rig.StreamArguments;
import io.headwater.quickstart.cli.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench closing}. */
@Command(
    name = "closing",
    description = {
      "Lets all windows of a full minute, and of a full hour, close at once while live events come"
          + " in: how long one is held up.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {
      "",
      "Settings of the stream may be given too, such as"
          + " --headwater.streams.commit-interval=1s; HEADWATER_JAVA_OPTS adds options for its JVM."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class ClosingCommand implements Callable<Integer> {

  private static final int MOST_EVENTS_PER_MINUTE = 60;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,100000",
      description = "How many have windows open.")
  private List<Integer> sensors = List.of();

  @Option(
      names = "--boundary",
      paramLabel = "BOUNDARY",
      split = ",",
      defaultValue = "minute,hour",
      description = "Which to pass: ${COMPLETION-CANDIDATES}.")
  private List<Boundary> boundaries = List.of();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Minutes of data before the boundary, 1 to 60.")
  private int minutes = 6;

  @Option(names = "--events-per-minute", paramLabel = "N", description = "Of each sensor, 1 to 60.")
  private int eventsPerMinute = 3;

  @Mixin private StreamArguments stream = new StreamArguments(20);

  @Mixin private BenchArguments bench = new BenchArguments(1);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    sensors.forEach(each -> bench.between("--sensors", each, BenchArguments.MOST_SENSORS));
    bench.between("--minutes", minutes, 60);
    bench.between("--events-per-minute", eventsPerMinute, MOST_EVENTS_PER_MINUTE);
    ClosingOptions options =
        new ClosingOptions(
            sensors,
            boundaries,
            stream.locations(bench),
            stream.partitions(bench),
            minutes,
            eventsPerMinute,
            bench.runs(),
            stream.settings(unmatched, bench, List.of(StreamArguments.EMIT_ENRICHED)));
    ClosingReport report = new Closing(options, bench.dir(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }
}
