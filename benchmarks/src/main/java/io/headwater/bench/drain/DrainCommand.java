package io.headwater.bench.drain;

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

  @Option(names = "--events", paramLabel = "N", description = "Events in the backlog.")
  private long events = 3_000_000;

  @Option(names = "--sensors", paramLabel = "N", description = "Sensors that sent them.")
  private int sensors = 1_000;

  @Option(names = "--locations", paramLabel = "N", description = "Where the sensors are.")
  private int locations = 20;

  @Option(names = "--partitions", paramLabel = "N", description = "Of the topic of the events.")
  private int partitions = 4;

  @Option(names = "--runs", paramLabel = "N", description = "How often to drain it.")
  private int runs = 3;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to work, in a new directory that is deleted at the end.")
  private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin private StreamArguments stream = new StreamArguments();

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Mixin private ReportFiles files = new ReportFiles();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    requirePositive("--events", events);
    requirePositive("--sensors", sensors);
    requirePositive("--locations", locations);
    requirePositive("--partitions", partitions);
    requirePositive("--runs", runs);
    if (sensors > 1_000_000) {
      throw new ParameterException(spec.commandLine(), "--sensors must be at most 1000000");
    }
    DrainOptions options =
        new DrainOptions(events, sensors, locations, partitions, runs, stream.settings(unmatched));
    PrintWriter err = spec.commandLine().getErr();
    DrainReport report =
        new Drain(
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

  private void requirePositive(String option, long value) {
    if (value < 1) {
      throw new ParameterException(spec.commandLine(), option + " must be at least 1");
    }
  }
}
