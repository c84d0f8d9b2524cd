package io.headwater.bench.closing;

import io.headwater.bench.report.ReportFiles;
import io.headwater.bench.rig.StreamArguments;
import io.headwater.quickstart.cli.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
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

  private static final int MOST_SENSORS = 1_000_000;
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

  @Option(names = "--locations", paramLabel = "N", description = "Where the sensors are.")
  private int locations = 20;

  @Option(names = "--partitions", paramLabel = "N", description = "Of the topic of the events.")
  private int partitions = 4;

  @Option(names = "--runs", paramLabel = "N", description = "How often to do each.")
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
    sensors.forEach(each -> requireBetween("--sensors", each, MOST_SENSORS));
    requireBetween("--minutes", minutes, 60);
    requireBetween("--events-per-minute", eventsPerMinute, MOST_EVENTS_PER_MINUTE);
    requireBetween("--locations", locations, MOST_SENSORS);
    requireBetween("--partitions", partitions, 1_000);
    requireBetween("--runs", runs, 1_000);
    ClosingOptions options =
        new ClosingOptions(
            sensors,
            boundaries,
            locations,
            partitions,
            minutes,
            eventsPerMinute,
            runs,
            stream.settings(unmatched));
    PrintWriter err = spec.commandLine().getErr();
    ClosingReport report =
        new Closing(
                options,
                dir.toAbsolutePath(),
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
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s must lie between 1 and %d".formatted(option, most));
    }
  }
}
