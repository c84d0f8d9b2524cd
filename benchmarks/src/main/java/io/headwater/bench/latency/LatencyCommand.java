package io.headwater.bench.latency;

import io.headwater.bench.rig.BenchArguments;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamArguments;
import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench latency}. */
@Command(
    name = "latency",
    description = {
      "Sends live events at a steady rate: how soon their anomalies and alerts can be read.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {
      "",
      "Settings of the stream, and of the sink, may be given too, such as"
          + " --headwater.streams.commit-interval=50ms; HEADWATER_JAVA_OPTS adds options for their"
          + " JVMs."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class LatencyCommand implements Callable<Integer> {

  private static final String FLUSH_INTERVAL = "headwater.sink.flush-interval";
  private static final int HIGHEST_RATE = 1_000_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  @Option(
      names = {"--rate", "--rates"},
      paramLabel = "N",
      split = ",",
      defaultValue = "10000",
      description = "Events a second; of several, each is measured.")
  private List<Integer> rates = List.of();

  @Option(
      names = "--for",
      paramLabel = "T",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long to measure.")
  private Duration measured = Duration.ZERO;

  @Option(
      names = "--warm-up",
      paramLabel = "T",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long to send before that.")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      description = "Who send in turn. Of a hundred events of each, one breaks a rule.")
  private int sensors = 10_000;

  @Option(
      names = "--sink",
      description =
          "Lets a sink write the tables meanwhile, and tells how soon rows can be read; it flushes"
              + " each 500ms, unless --headwater.sink.flush-interval says otherwise.")
  private boolean sink;

  @Mixin private StreamArguments stream = new StreamArguments(1_000);

  @Mixin private BenchArguments bench = new BenchArguments(1);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    rates.forEach(each -> bench.between("--rate", each, HIGHEST_RATE));
    bench.between("--sensors", sensors, BenchArguments.MOST_SENSORS);
    if (measured.toMillis() < 1 || measured.compareTo(LONGEST) > 0) {
      throw bench.outside("--for", "above 0, to 1h");
    }
    if (warmUp.isNegative() || warmUp.compareTo(LONGEST) > 0) {
      throw bench.outside("--warm-up", "from 0 to 1h");
    }
    LatencyOptions options =
        new LatencyOptions(
            rates,
            sensors,
            stream.locations(bench),
            stream.partitions(bench),
            warmUp,
            measured,
            bench.runs(),
            sink ? List.of(Result.values()) : ResultLatencies.RECORDS,
            settings());
    LatencyReport report =
        new Latency(options, bench.dir(), InstantSource.system(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }

  private Map<String, String> settings() {
    Map<String, String> settings =
        new TreeMap<>(
            stream.settings(
                unmatched,
                bench,
                Stream.concat(SinkProcess.OWNED.stream(), Stream.of(StreamArguments.EMIT_ENRICHED))
                    .toList()));
    if (sink) {
      settings.putIfAbsent(FLUSH_INTERVAL, "500ms");
    }
    return settings;
  }
}
