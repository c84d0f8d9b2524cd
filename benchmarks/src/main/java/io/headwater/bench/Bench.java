package io.headwater.bench;

import io.headwater.bench.closing.ClosingCommand;
import io.headwater.bench.commits.CommitsCommand;
import io.headwater.bench.drain.DrainCommand;
import io.headwater.bench.growth.GrowthCommand;
import io.headwater.bench.idle.IdleCommand;
import io.headwater.bench.latency.LatencyCommand;
import io.headwater.bench.micro.MicroCommand;
import io.headwater.bench.pipeline.PipelineCommand;
import io.headwater.bench.restore.RestoreCommand;
import io.headwater.bench.sink.SinkCommand;
import io.headwater.bench.soak.SoakCommand;
import io.headwater.quickstart.cli.FailurePrinter;
import io.headwater.quickstart.cli.QuietLogging;
import io.headwater.quickstart.cli.UsageErrorPrinter;
import io.headwater.quickstart.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class of the benchmarks; each subcommand stands in its own package. */
@Command(
    name = "headwater bench",
    description = "Measures the stream and the sink on this machine, with a broker of its own.",
    subcommands = {
      DrainCommand.class,
      GrowthCommand.class,
      RestoreCommand.class,
      ClosingCommand.class,
      LatencyCommand.class,
      SinkCommand.class,
      PipelineCommand.class,
      SoakCommand.class,
      IdleCommand.class,
      CommitsCommand.class,
      MicroCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Bench {

  private Bench() {}

  /** Runs the subcommand that {@code args} name and ends the process with its exit code. */
  public static void main(String... args) {
    QuietLogging.apply();
    System.exit(commandLine().execute(args));
  }

  /** The command line with all subcommands, for callers that must not end the process. */
  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setParameterExceptionHandler(new UsageErrorPrinter())
        .setExecutionExceptionHandler(new FailurePrinter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
