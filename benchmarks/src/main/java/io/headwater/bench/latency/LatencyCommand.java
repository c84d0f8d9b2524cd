package io.headwater.bench.latency;

import io.headwater.bench.report.ReportFiles;
import io.headwater.bench.rig.StreamArguments;
import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
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
      "Settings of the stream may be given too, such as"
          + " --headwater.streams.commit-interval=50ms; HEADWATER_JAVA_OPTS adds options for its"
          + " JVM."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class LatencyCommand implements Callable<Integer> {

  private static final int MOST = 1_000_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  @Option(names = "--rate", paramLabel = "N", description = "Events a second.")
  private int rate = 10_000;

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

  @Option(names = "--locations", paramLabel = "N", description = "Where the sensors are.")
  private int locations = 1_000;

  @Option(names = "--partitions", paramLabel = "N", description = "Of the topic of the events.")
  private int partitions = 4;

  @Option(names = "--runs", paramLabel = "N", description = "How often to do it.")
  private int runs = 1;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to work, in a new directory that is deleted at the end.")
  private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin private StreamArguments stream = new StreamArguments();

  @Mixin private ReportFiles files = new ReportFiles();

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    requireBetween("--rate", rate, MOST);
    requireBetween("--sensors", sensors, MOST);
    requireBetween("--locations", locations, MOST);
    requireBetween("--partitions", partitions, 1_000);
    requireBetween("--runs", runs, 1_000);
    require(measured.toMillis() > 0 && measured.compareTo(LONGEST) <= 0, "--for", "above 0, to 1h");
    require(!warmUp.isNegative() && warmUp.compareTo(LONGEST) <= 0, "--warm-up", "from 0 to 1h");
    LatencyOptions options =
        new LatencyOptions(
            rate,
            sensors,
            locations,
            partitions,
            warmUp,
            measured,
            runs,
            stream.settings(unmatched));
    PrintWriter err = spec.commandLine().getErr();
    LatencyReport report =
        new Latency(
                options,
                dir.toAbsolutePath(),
                InstantSource.system(),
                line -> {
                  err.println(line);
                  err.flush();
                })
            .run();
    String markdown = report.markdown();
    spec.commandLine().getOut().print(markdown);
    spec.commandLine().getOut().flush();
    files.write(report, markdown);
    return 0;
  }

  private void requireBetween(String option, int value, int most) {
    require(value >= 1 && value <= most, option, "between 1 and " + most);
  }

  private void require(boolean met, String option, String where) {
    if (!met) {
      throw new ParameterException(spec.commandLine(), "%s must lie %s".formatted(option, where));
    }
  }
}
