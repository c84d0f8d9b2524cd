package io.headwater.bench.growth;

import io.headwater.bench.drain.DrainOptions;
import io.headwater.bench.rig.BenchArguments;
import io.headwater.bench.rig.StreamArguments;
import io.headwater.quickstart.cli.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench growth}. */
@Command(
    name = "growth",
    description = {
      "Drains the same number of events with more and more sensors, partitions or threads: what an"
          + " event costs then.",
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
public final class GrowthCommand implements Callable<Integer> {

  private static final long MOST_EVENTS = 10_000_000_000L;
  private static final int MOST_THREADS = 1_000;

  /** Where nothing is varied, it is the drain of {@code bench drain}. */
  private static final int SENSORS = 1_000;

  private static final int PARTITIONS = 4;
  private static final int LOCATIONS = 20;

  @Option(
      names = "--vary",
      paramLabel = "WHAT",
      split = ",",
      defaultValue = "sensors",
      description =
          "What grows, one after the other: ${COMPLETION-CANDIDATES}. The rest is as in bench drain:"
              + " 1,000 sensors, 4 partitions, the stream's own number of threads.")
  private List<Dimension> vary = List.of();

  @Option(names = "--events", paramLabel = "N", description = "Events in each backlog.")
  private long events = 3_000_000;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,10000,100000,1000000",
      description = "How many sensors, where they are varied.")
  private List<Integer> sensors = List.of();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,4,16",
      description = "How many partitions, where they are varied.")
  private List<Integer> partitions = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "How many stream threads, where they are varied.")
  private List<Integer> threads = List.of();

  @Mixin private BenchArguments bench = new BenchArguments(1);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    bench.between("--events", events, MOST_EVENTS);
    sensors.forEach(each -> bench.between("--sensors", each, BenchArguments.MOST_SENSORS));
    partitions.forEach(
        each -> bench.between("--partitions", each, StreamArguments.MOST_PARTITIONS));
    threads.forEach(each -> bench.between("--threads", each, MOST_THREADS));
    GrowthOptions options =
        new GrowthOptions(
            new DrainOptions(events, SENSORS, LOCATIONS, PARTITIONS, bench.runs(), settings()),
            vary.stream()
                .distinct()
                .map(each -> new GrowthOptions.Varied(each, values(each)))
                .toList());
    GrowthReport report = new Growth(options, bench.dir(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }

  private List<Integer> values(Dimension dimension) {
    return switch (dimension) {
      case SENSORS -> sensors;
      case PARTITIONS -> partitions;
      case THREADS -> threads;
    };
  }

  /** The number of threads is no setting where it is varied. */
  private Map<String, String> settings() {
    Stream<String> varied =
        vary.contains(Dimension.THREADS) ? Stream.of(StreamArguments.THREADS) : Stream.of();
    return bench.settings(
        unmatched, Stream.concat(StreamArguments.OWNED.stream(), varied).toList());
  }
}
