package io.headwater.streams.topics;

import io.headwater.streams.config.CommandSettings;
import io.headwater.streams.config.StreamsSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What the commands about topics have in common: settings, output, exit codes. */
abstract class TopicCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int FAILED = 1;

  private static final List<String> PASSED_ON =
      List.of("--headwater.", "--spring.", "--logging.", "--server.", "--management.");

  private final InternalTopics internals;

  @Spec private CommandSpec spec;

  @Unmatched private List<String> arguments = new ArrayList<>();

  TopicCommand(InternalTopics internals) {
    this.internals = internals;
  }

  /**
   * Does what the command is for.
   *
   * @throws IllegalArgumentException when that is not possible: a sentence
   */
  abstract void run(TopicPlan plan, StreamsSettings settings, PrintWriter out);

  @Override
  public final Integer call() {
    for (String argument : arguments) {
      if (PASSED_ON.stream().noneMatch(argument::startsWith)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no option or setting " + argument.replaceFirst("=.*", "=…"));
      }
    }
    // the answer is the output: no log lines of what finds it in between
    LoggingSystem logging = LoggingSystem.get(TopicCommand.class.getClassLoader());
    LogLevel before =
        logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME).getEffectiveLevel();
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    PrintWriter out = spec.commandLine().getOut();
    try {
      StreamsSettings settings = CommandSettings.load(arguments);
      run(new TopicPlan(settings, internals), settings, out);
      return DONE;
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println("headwater: " + e.getMessage());
      spec.commandLine().getErr().flush();
      return FAILED;
    } finally {
      out.flush();
      logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, before);
    }
  }
}
