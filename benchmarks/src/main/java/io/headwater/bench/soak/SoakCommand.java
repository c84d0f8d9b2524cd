package io.headwater.bench.soak;

import io.headwater.bench.rig.BenchArguments;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamArguments;
import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench soak}. */
@Command(
    name = "soak",
    description = {
      "Sends live events at a steady rate for a long time: whether heap, other memory, lag or CPU"
          + " grow.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {
      "",
      "Settings of the stream, and of the sink, may be given too, such as"
          + " --headwater.streams.commit-interval=1s; HEADWATER_JAVA_OPTS adds options for their"
          + " JVMs."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class SoakCommand implements Callable<Integer> {

  private static final int HIGHEST_RATE = 1_000_000;
  private static final Duration LONGEST = Duration.ofDays(7);

  @Option(names = "--rate", paramLabel = "N", description = "Events a second.")
  private int rate = 20_000;

  @Option(
      names = "--for",
      paramLabel = "T",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "How long to send; the first tenth is warm-up.")
  private Duration time = Duration.ZERO;

  @Option(
      names = "--look",
      paramLabel = "T",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "How often to look at memory, lag and CPU.")
  private Duration look = Duration.ZERO;

  @Option(
      names = "--collect",
      paramLabel = "T",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How often to collect all garbage, to look at what is left on the heap.")
  private Duration collect = Duration.ZERO;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      description = "Who send in turn. Of a hundred events of each, one breaks a rule.")
  private int sensors = 10_000;

  @Option(names = "--sink", description = "Lets a sink write the tables meanwhile, and watches it.")
  private boolean sink;

  @Mixin private StreamArguments stream = new StreamArguments(1_000);

  @Mixin private BenchArguments bench = new BenchArguments(1);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    bench.between("--rate", rate, HIGHEST_RATE);
    bench.between("--sensors", sensors, BenchArguments.MOST_SENSORS);
    if (time.toSeconds() < 1 || time.compareTo(LONGEST) > 0) {
      throw bench.outside("--for", "from 1s to 7d");
    }
    requireOftenEnough("--look", look);
    requireOftenEnough("--collect", collect);
    SoakOptions options =
        new SoakOptions(
            rate,
            sensors,
            stream.locations(bench),
            stream.partitions(bench),
            time,
            look,
            collect,
            sink ? SoakOptions.BehindStream.SINK : SoakOptions.BehindStream.NOTHING,
            stream.settings(
                unmatched,
                bench,
                Stream.concat(SinkProcess.OWNED.stream(), Stream.of(StreamArguments.EMIT_ENRICHED))
                    .toList()));
    SoakReport report = new Soak(options, bench.dir(), InstantSource.system(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }

  /** Each tenth of the time must have been looked at. */
  private void requireOftenEnough(String option, Duration every) {
    if (every.toMillis() < 100 || every.multipliedBy(10).compareTo(time) > 0) {
      throw bench.outside(option, "from 100ms to a tenth of --for");
    }
  }
}
