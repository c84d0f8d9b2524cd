package io.headwater.sink.tables;

import io.headwater.sink.config.CommandSettings;
import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.delta.IncompatibleTable;
import io.headwater.sink.delta.TableDescription;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What the commands about tables have in common: settings, output, exit codes. */
abstract class TableCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int IMPOSSIBLE = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Unmatched private List<String> arguments = new ArrayList<>();

  /**
   * Does what the command is for.
   *
   * @throws IOException when the tables cannot be reached: a sentence
   * @throws IllegalArgumentException when what the user asks for is not allowed: a sentence
   */
  abstract Answer answer(TableLogs tables, SinkSettings settings) throws IOException;

  /**
   * The exit code.
   *
   * @throws ParameterException for an option that is none
   */
  @Override
  public final Integer call() {
    CommandSettings.firstUnknown(arguments)
        .ifPresent(
            unknown -> {
              throw new ParameterException(
                  spec.commandLine(), "There is no option or setting " + unknown);
            });
    LoggingSystem logging = LoggingSystem.get(TableCommand.class.getClassLoader());
    LogLevel before =
        logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME).getEffectiveLevel();
    // the answer is the output: no log lines of what finds it in between
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    try {
      SinkSettings settings = CommandSettings.load(arguments).sink();
      try (TableLogs tables = TableLogs.of(settings.delta(), settings.sink().id())) {
        return print(answer(tables, settings));
      }
    } catch (IOException | IllegalArgumentException | IncompatibleTable e) {
      spec.commandLine().getErr().println(e.getMessage());
      return IMPOSSIBLE;
    } finally {
      logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, before);
    }
  }

  /** The names of all tables there are; at least one. */
  static List<String> all(TableLogs tables) throws IOException {
    List<String> names = tables.names();
    if (names.isEmpty()) {
      throw new IOException(
          "There are no tables in %s; --headwater.delta.base-path says where to look"
              .formatted(tables.location()));
    }
    return names;
  }

  /** The table of that name. */
  static TableDescription table(TableLogs tables, String name) throws IOException {
    Optional<TableDescription> table = tables.describe(name);
    if (table.isEmpty()) {
      throw new IOException(
          "There is no table %s in %s; ./headwater tables list tells what there is"
              .formatted(name, tables.location()));
    }
    return table.get();
  }

  private int print(Answer answer) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? answer.json() : answer.text());
    out.flush();
    answer.failures().forEach(spec.commandLine().getErr()::println);
    return answer.failures().isEmpty() ? DONE : FAILED;
  }
}
