package io.headwater.quickstart.rules;

import io.headwater.quickstart.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rules}: looks after the rules that events are held against. */
@Command(
    name = "rules",
    description = {
      "Looks after the rules that events are held against. What is changed is in force within a"
          + " second or two, in every stream, without a restart; docs/rules.md says how to write a"
          + " rule.%n"
    },
    subcommands = {ListCommand.class, PutCommand.class, DeleteCommand.class, DryRunCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
