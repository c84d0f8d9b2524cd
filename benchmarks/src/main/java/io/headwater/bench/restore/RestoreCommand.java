package io.headwater.bench.restore;

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

/** {@code bench restore}. */
@Command(
    name = "restore",
    description = {
      "Takes a stream's local state away and starts it again: how long it reads its changelogs until"
          + " it runs. Checks that it goes on where it had stopped.",
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
public final class RestoreCommand implements Callable<Integer> {

  private static final long MOST_EVENTS = 10_000_000_000L;

  /** What windows there are decides what must be in them. */
  private static final List<String> PROVEN = List.of("headwater.windows.");

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events that the stream has worked through before.")
  private long events = 3_000_000;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,1000000",
      description = "How many sent them, one measurement each.")
  private List<Integer> sensors = List.of();

  @Mixin private StreamArguments stream = new StreamArguments(20);

  @Mixin private BenchArguments bench = new BenchArguments(1);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    bench.between("--events", events, MOST_EVENTS);
    sensors.forEach(each -> bench.between("--sensors", each, BenchArguments.MOST_SENSORS));
    RestoreOptions options =
        new RestoreOptions(
            events,
            sensors,
            stream.locations(bench),
            stream.partitions(bench),
            bench.runs(),
            stream.settings(unmatched, bench, PROVEN));
    RestoreReport report = new Restore(options, bench.dir(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }
}
