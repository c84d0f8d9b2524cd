package io.headwater.quickstart.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with the arguments in a line or two, not pages of help below it. */
public final class UsageErrorPrinter implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    // A setting that was not understood may have been a secret: its value is not told
    err.println(
        "headwater: "
            + wrong.getMessage().replaceAll("(headwater\\.[^\\s=',]+)=[^\\s',]*", "$1=…"));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println(command.getCommandSpec().qualifiedName() + " --help lists all options.");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
