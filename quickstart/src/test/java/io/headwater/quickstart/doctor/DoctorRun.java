package io.headwater.quickstart.doctor;

import io.headwater.quickstart.cli.FailurePrinter;
import io.headwater.quickstart.cli.UsageErrorPrinter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A run of the command.
 *
 * @param exitCode 0, 1 or 2
 * @param out what it printed
 * @param err what it complained of
 */
record DoctorRun(int exitCode, String out, String err) {

  static DoctorRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new DoctorCommand())
            .setParameterExceptionHandler(new UsageErrorPrinter())
            .setExecutionExceptionHandler(new FailurePrinter())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new DoctorRun(exitCode, out.toString(), err.toString());
  }

  /** The lines of a check: its findings, and what to do. */
  List<String> of(String check) {
    return out.lines()
        .filter(line -> line.matches("(OK|WARN|FAIL|SKIPPED) +" + check + " +.*"))
        .toList();
  }
}
