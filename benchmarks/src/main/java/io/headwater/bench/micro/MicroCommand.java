package io.headwater.bench.micro;

import io.headwater.bench.report.ReportFiles;
import io.headwater.quickstart.cli.DurationConverter;
import io.headwater.quickstart.cli.Version;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench micro}. */
@Command(
    name = "micro",
    description = {
      "Measures single steps of the stream and of the sink, without a broker: decoding, detectors,"
          + " panes, closing windows, encoding, rows of Parquet. JMH runs each in JVMs of its own.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {
      "",
      "HEADWATER_JAVA_OPTS goes to the JVMs that are measured, too: the sink's collector of garbage"
          + " is -XX:+UseSerialGC."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class MicroCommand implements Callable<Integer> {

  private static final int MOST = 1_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description =
          "Only benchmarks in whose names it is found, such as Parquet or 'Closing.hour'.")
  private Pattern only = Pattern.compile(".*");

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs for each benchmark, one after the other.")
  private int forks = 2;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Iterations in each JVM before those that count.")
  private int warmUp = 5;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Iterations in each JVM that count.")
  private int iterations = 5;

  @Option(
      names = "--time",
      paramLabel = "T",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "How long an iteration takes.")
  private Duration time = Duration.ofSeconds(1);

  @Mixin private ReportFiles files = new ReportFiles();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    requireWithin("--forks", forks, 1);
    requireWithin("--warm-up", warmUp, 0);
    requireWithin("--iterations", iterations, 1);
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw outside("--time", "from 1ms to 10m");
    }
    MicroOptions options = new MicroOptions(only.pattern(), forks, warmUp, iterations, time);
    MicroReport report = new Micro(options, this::tell).run();
    PrintWriter out = command().commandLine().getOut();
    out.print(report.markdown());
    out.flush();
    files.write(report, report.markdown());
    return 0;
  }

  private void requireWithin(String option, int value, int least) {
    if (value < least || value > MOST) {
      throw outside(option, "between %d and %d".formatted(least, MOST));
    }
  }

  private ParameterException outside(String option, String where) {
    return new ParameterException(
        command().commandLine(), "%s must lie %s".formatted(option, where));
  }

  private void tell(String news) {
    PrintWriter err = command().commandLine().getErr();
    err.println(news);
    err.flush();
  }

  private CommandSpec command() {
    return Objects.requireNonNull(command, "set before it is called");
  }
}
