package io.headwater.quickstart.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints a {@link CommandFailure} as its sentence, and everything else as the bug it is. */
public final class FailurePrinter implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof CommandFailure) {
      command.getErr().println("headwater: " + failure.getMessage());
    } else {
      command.getErr().println("headwater: this should not have happened; please report it:");
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
