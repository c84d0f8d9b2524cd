package io.headwater.quickstart;

import io.headwater.quickstart.broker.BrokerCommand;
import io.headwater.quickstart.cli.FailurePrinter;
import io.headwater.quickstart.cli.QuietLogging;
import io.headwater.quickstart.cli.UsageErrorPrinter;
import io.headwater.quickstart.cli.Version;
import io.headwater.quickstart.demo.DemoCommand;
import io.headwater.quickstart.doctor.DoctorCommand;
import io.headwater.quickstart.rules.RulesCommand;
import io.headwater.quickstart.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class of the commands for a first look; each subcommand stands in its own package. */
@Command(
    name = "headwater",
    description =
        "Tries Headwater out: a broker, a simulated plant, a demo of the whole. Also looks after rules, and"
            + " says what a broker, storage or machine lacks.",
    subcommands = {
      DemoCommand.class,
      SimulateCommand.class,
      BrokerCommand.class,
      RulesCommand.class,
      DoctorCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Quickstart {

  private Quickstart() {}

  /** Runs the subcommand that {@code args} name and ends the process with its exit code. */
  public static void main(String... args) {
    QuietLogging.apply();
    System.exit(commandLine().execute(args));
  }

  /** The command line with all subcommands, for callers that must not end the process. */
  static CommandLine commandLine() {
    return new CommandLine(new Quickstart())
        .setParameterExceptionHandler(new UsageErrorPrinter())
        .setExecutionExceptionHandler(new FailurePrinter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
