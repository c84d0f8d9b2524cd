package io.headwater.sink.audit;

import io.headwater.sink.config.CommandSettings;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The command {@code audit}: prints what {@link Audit} finds. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    header = "Proves that every record is in its table exactly once.",
    customSynopsis = "./headwater audit [--json] [--SETTING=VALUE]...",
    description = {
      "",
      "Compares the tables with the topics, offset by offset, and the input topic with what became"
          + " of its records. Reads only; may run while the stream and the sink work: what is"
          + " still on its way is shown as lag.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nSettings, with their defaults (those of the sink that is audited):%n",
    footer = {
      "  --headwater.kafka.bootstrap-servers=localhost:9092",
      "  --headwater.delta.base-path=data/tables",
      "  --headwater.sink.id=headwater",
      "  --headwater.streams.application-id=headwater-streams",
      "  --headwater.topics.events=sensor-events         the input; the other topics likewise",
      "",
      "Exit code: 0 when all is well, 1 when something is missing, doubled or wrong, 2 for a wrong",
      "command line, or when the broker or the tables cannot be read."
    })
public final class AuditCommand implements Callable<Integer> {

  private static final int PASSED = 0;
  private static final int FAILED = 1;
  private static final int IMPOSSIBLE = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object instead of tables.")
  private boolean json;

  @Unmatched private List<String> arguments = new ArrayList<>();

  /** Created by picocli. */
  public AuditCommand() {}

  /**
   * The exit code.
   *
   * @throws ParameterException for an option that is none
   */
  @Override
  public Integer call() {
    CommandSettings.firstUnknown(arguments)
        .ifPresent(
            unknown -> {
              throw new ParameterException(
                  spec.commandLine(), "There is no option or setting " + unknown);
            });
    LoggingSystem logging = LoggingSystem.get(AuditCommand.class.getClassLoader());
    LogLevel before =
        logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME).getEffectiveLevel();
    // the report is the output: no log lines of the clients in between
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    try {
      return print(audit(CommandSettings.load(arguments)));
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return IMPOSSIBLE;
    } finally {
      logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, before);
    }
  }

  private int print(AuditReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? AuditJson.of(report) : report.toText());
    out.flush();
    return report.passed() ? PASSED : FAILED;
  }

  private static AuditReport audit(CommandSettings settings) throws IOException {
    try (TableLogs tables = TableLogs.of(settings.sink().delta(), settings.sink().sink().id())) {
      return new Audit(
              settings.sink().kafka(),
              settings.sink().topics(),
              settings.streamsApplicationId(),
              tables)
          .run();
    }
  }
}
