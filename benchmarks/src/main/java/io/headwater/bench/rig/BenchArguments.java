package io.headwater.bench.rig;

import io.headwater.bench.report.ReportFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What every benchmark takes on the command line, and how it answers. To be used as a mixin of a
 * command.
 */
public final class BenchArguments {

  /** So many sensors, or locations, a benchmark has at most. */
  public static final int MOST_SENSORS = 1_000_000;

  private static final int MOST = 1_000;

  @Option(names = "--runs", paramLabel = "N", description = "How often to do it all.")
  private int runs;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to work, in a new directory that is deleted at the end.")
  private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin private ReportFiles files = new ReportFiles();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * The options, with the default that differs between benchmarks.
   *
   * @param runs of the whole
   */
  public BenchArguments(int runs) {
    this.runs = runs;
  }

  /** How often to do it all. */
  public int runs() {
    return (int) between("--runs", runs, MOST);
  }

  /** Where to work, absolute. */
  public Path dir() {
    return dir.toAbsolutePath();
  }

  /**
   * The settings of what is measured that were given, by name.
   *
   * @param unmatched arguments that are no options of the command; a mixin does not get them
   * @param owned beginnings of the names the benchmark sets itself, because it must know them
   * @throws ParameterException when an argument is no setting, or the benchmark's own
   */
  public Map<String, String> settings(List<String> unmatched, List<String> owned) {
    return SettingArguments.parse(unmatched, owned, command().commandLine());
  }

  /** Tells how it goes, beside the report. */
  public void tell(String news) {
    PrintWriter err = command().commandLine().getErr();
    err.println(news);
    err.flush();
  }

  /**
   * Prints the report, and writes the files that were asked for.
   *
   * @param report its figures: a record
   * @param markdown the same to read
   */
  public void report(Record report, String markdown) {
    PrintWriter out = command().commandLine().getOut();
    out.print(markdown);
    out.flush();
    files.write(report, markdown);
  }

  /**
   * The value of an option.
   *
   * @throws ParameterException when it does not lie between 1 and {@code most}
   */
  public long between(String option, long value, long most) {
    if (value < 1 || value > most) {
      throw outside(option, "between 1 and " + most);
    }
    return value;
  }

  /**
   * What is thrown to refuse a command line.
   *
   * @param where the option's value must lie, in words
   */
  public ParameterException outside(String option, String where) {
    return new ParameterException(
        command().commandLine(), "%s must lie %s".formatted(option, where));
  }

  private CommandSpec command() {
    if (command == null) {
      throw new IllegalStateException("to be used as a mixin of a command");
    }
    return command;
  }
}
