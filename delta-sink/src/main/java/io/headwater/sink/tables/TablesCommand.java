package io.headwater.sink.tables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tables}, which is nothing without one of those below it. */
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    header = "What the Delta tables hold, and their maintenance by hand.",
    customSynopsis = "./headwater tables list|show|history|compact|vacuum [OPTIONS]",
    description = {
      "",
      "May run while sinks write. What a running sink does by itself, compaction and vacuum, is"
          + " for a table here that has none.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nSettings, with their defaults (those of the sink):%n",
    footer = {
      "  --headwater.delta.base-path=data/tables      where the tables are",
      "",
      "Exit code: 0 when it was done, 1 when a table could not be maintained, 2 for a wrong command",
      "line, or when a table is not there or cannot be read."
    },
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      HistoryCommand.class,
      CompactCommand.class,
      VacuumCommand.class
    })
public final class TablesCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Created by picocli. */
  public TablesCommand() {}

  /**
   * Only tells what is missing.
   *
   * @throws ParameterException always
   */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "tables what? list, show, history, compact or vacuum");
  }
}
