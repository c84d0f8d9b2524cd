package io.headwater.quickstart.demo;

import io.headwater.quickstart.cli.DurationConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole product in one process, from the sensors to the audited tables. */
@Command(
    name = "demo",
    description = {
      "Runs everything in one process: an embedded Kafka broker, a simulated plant, the stream and"
          + " the sink.",
      "Ends after --duration, or on Ctrl-C: what is under way is finished, the last windows are"
          + " closed, and the tables are audited. The exit code is 0 only if the audit holds.%n"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {

  @Option(names = "--rate", paramLabel = "N", description = "Events a second.")
  private int rate = 1_000;

  @Option(names = "--sensors", paramLabel = "N", description = "Sensors in the plant.")
  private int sensors = 500;

  @Option(
      names = "--duration",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "How long the plant sends: 90s, 5m, 1h. Without it: until Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where broker, state and tables live; a second run goes on with what is there.")
  private Path dir = Path.of("demo-data");

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "HTTP port of the stream; the sink takes the next one. 0: free ports.")
  private int port = 8080;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all the plant's chance.")
  private long seed = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (rate < 1) {
      throw new ParameterException(spec.commandLine(), "--rate must be at least 1");
    }
    if (sensors < 1) {
      throw new ParameterException(spec.commandLine(), "--sensors must be at least 1");
    }
    if (duration != null && (duration.isZero() || duration.isNegative())) {
      throw new ParameterException(spec.commandLine(), "--duration must be positive");
    }
    if (port < 0 || port > 65_534) {
      throw new ParameterException(spec.commandLine(), "--port must lie between 0 and 65534");
    }
    DemoOptions options =
        new DemoOptions(
            rate, sensors, Optional.ofNullable(duration), dir.toAbsolutePath(), port, seed);
    return new Demo(options, spec.commandLine().getOut()).run();
  }
}
