package io.headwater.quickstart.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command is told where the broker is, and all that the apps can be told about it. */
public final class BrokerArguments {

  private static final String BROKER_SETTING = "--headwater.kafka.bootstrap-servers";

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Short for " + BROKER_SETTING + "=HOST:PORT. Default: localhost:9092.")
  private @Nullable String bootstrapServers;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * The settings among the arguments, as {@link SettingsBinder} takes them.
   *
   * @param unmatched arguments that are no options of the command
   * @throws UnmatchedArgumentException when one of them is no setting either
   */
  public List<String> settings(List<String> unmatched) {
    List<String> unknown = new ArrayList<>(unmatched);
    unknown.removeIf(argument -> argument.startsWith("--headwater.") && argument.contains("="));
    if (!unknown.isEmpty()) {
      throw new UnmatchedArgumentException(commandSpec().commandLine(), unknown);
    }
    List<String> settings = new ArrayList<>(unmatched);
    if (bootstrapServers != null) {
      settings.add(BROKER_SETTING + "=" + bootstrapServers);
    }
    return settings;
  }

  private CommandSpec commandSpec() {
    if (command == null) {
      throw new IllegalStateException("to be used as a mixin of a command");
    }
    return command;
  }
}
