package io.headwater.bench.drain;

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

/** {@code bench drain}. */
@Command(
    name = "drain",
    description = {
      "Fills a topic, then lets the stream work through it, all outputs and exactly-once: events a"
          + " second, CPU an event, memory, bytes in each topic.",
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
public final class DrainCommand implements Callable<Integer> {

  private static final long MOST_EVENTS = 10_000_000_000L;

  @Option(names = "--events", paramLabel = "N", description = "Events in the backlog.")
  private long events = 3_000_000;

  @Option(names = "--sensors", paramLabel = "N", description = "Sensors that sent them.")
  private int sensors = 1_000;

  @Mixin private StreamArguments stream = new StreamArguments(20);

  @Mixin private BenchArguments bench = new BenchArguments(3);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    bench.between("--events", events, MOST_EVENTS);
    bench.between("--sensors", sensors, BenchArguments.MOST_SENSORS);
    DrainOptions options =
        new DrainOptions(
            events,
            sensors,
            stream.locations(bench),
            stream.partitions(bench),
            bench.runs(),
            stream.settings(unmatched, bench));
    DrainReport report = new Drain(options, bench.dir(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }
}
