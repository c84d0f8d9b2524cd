package io.headwater.streams.topics;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code topics}, which is nothing without one of those below it. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    header = "The topics of the stream: which there must be, and their creation up front.",
    customSynopsis = "./headwater topics plan|create [OPTIONS] [--SETTING=VALUE]...",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nSettings, with their defaults (those of the stream):%n",
    footer = {
      "  --headwater.kafka.bootstrap-servers=localhost:9092",
      "  --headwater.kafka.profile=kafka               or event-hubs",
      "  --headwater.topics.partitions=4               of each topic",
      "  --headwater.streams.application-id=headwater-streams   before the names of Kafka Streams' own",
      "",
      "Exit code: 0 when it was done, 1 when a topic is not as it must be or was not created, 2 for a",
      "wrong command line."
    })
public final class TopicsCommand implements Runnable {

  @Spec private CommandSpec spec;

  private TopicsCommand() {}

  /**
   * Runs the command.
   *
   * @param args without its name
   * @return the exit code
   */
  public static int execute(InternalTopics internals, String... args) {
    return commandLine(internals).execute(args);
  }

  /** The command line, for callers that want its output. */
  public static CommandLine commandLine(InternalTopics internals) {
    return new CommandLine(new TopicsCommand())
        .addSubcommand(new PlanCommand(internals))
        .addSubcommand(new CreateCommand(internals))
        .setUsageHelpWidth(110)
        .setParameterExceptionHandler(TopicsCommand::refuse);
  }

  /**
   * Only tells what is missing.
   *
   * @throws ParameterException always
   */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "topics what? plan or create");
  }

  private static int refuse(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(wrong.getMessage());
    command
        .getErr()
        .println("./headwater " + command.getCommandSpec().qualifiedName() + " --help tells more.");
    command.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }
}
