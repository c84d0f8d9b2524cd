package io.headwater.bench.idle;

import io.headwater.bench.rig.BenchArguments;
import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.Version;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench idle}. */
@Command(
    name = "idle",
    description = {
      "Runs the demo, all in one process, with few events: CPU and memory it takes.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {"", "HEADWATER_JAVA_OPTS adds options for its JVM."},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class IdleCommand implements Callable<Integer> {

  private static final int HIGHEST_RATE = 1_000_000;
  private static final Duration LONGEST = Duration.ofHours(24);

  @Option(names = "--rate", paramLabel = "N", description = "Events a second.")
  private int rate = 100;

  @Option(names = "--sensors", paramLabel = "N", description = "Sensors in the plant.")
  private int sensors = 500;

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
      description = "How long to let it run before that.")
  private Duration warmUp = Duration.ZERO;

  @Mixin private BenchArguments bench = new BenchArguments(1);

  @Override
  public Integer call() {
    bench.between("--rate", rate, HIGHEST_RATE);
    bench.between("--sensors", sensors, BenchArguments.MOST_SENSORS);
    if (measured.toMillis() < 1 || measured.compareTo(LONGEST) > 0) {
      throw bench.outside("--for", "above 0, to 24h");
    }
    if (warmUp.isNegative() || warmUp.compareTo(LONGEST) > 0) {
      throw bench.outside("--warm-up", "from 0 to 24h");
    }
    IdleOptions options = new IdleOptions(rate, sensors, warmUp, measured, bench.runs());
    IdleReport report = new Idle(options, bench.dir(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }
}
