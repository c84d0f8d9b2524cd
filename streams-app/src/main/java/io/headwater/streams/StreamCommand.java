package io.headwater.streams;

import io.headwater.streams.runtime.StreamsProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code stream}: runs until it is told to stop, or cannot go on. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    versionProvider = StreamCommand.Version.class,
    header = "The stream: sensor events in, enriched events, windows and anomalies out.",
    customSynopsis = "./headwater stream [--SETTING=VALUE]...",
    footerHeading = "%nSettings, with their defaults:%n",
    footer = {
      "  --headwater.kafka.bootstrap-servers=localhost:9092",
      "  --headwater.kafka.profile=kafka                 or event-hubs",
      "  --headwater.topics.events=sensor-events         the input; the other topics likewise",
      "  --headwater.topics.partitions=4                 of topics that are created",
      "  --headwater.streams.application-id=headwater-streams",
      "  --headwater.streams.guarantee=exactly_once_v2   or at_least_once",
      "  --headwater.streams.threads=1",
      "  --headwater.streams.state-dir=data/state",
      "  --headwater.time.watermark-delay=10s            how late events may be",
      "  --headwater.windows.tumbling=1m,1h              sizes of windows side by side",
      "  --headwater.windows.sliding=5m/1m               size/slide of windows that overlap",
      "  --server.port=8080                              health, metrics and progress; 0 takes any",
      "",
      "Each can be set in the environment too, as HEADWATER_STREAMS_THREADS=2.",
      "--spring.*, --logging.* and --management.* are Spring Boot's.",
      "docs/configuration.md lists all settings.",
      "",
      "Exit code: 0 after a stop (Ctrl-C, SIGTERM), 1 when the stream cannot start or go on, 2 for a",
      "wrong command line."
    })
final class StreamCommand implements Callable<Integer> {

  private static final List<String> PASSED_ON =
      List.of("--headwater.", "--server.", "--spring.", "--logging.", "--management.");

  private final List<String> settings;

  private StreamCommand(List<String> settings) {
    this.settings = List.copyOf(settings);
  }

  /** The exit code, once it has ended. */
  static int execute(String... args) {
    List<String> settings = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String argument : args) {
      (PASSED_ON.stream().anyMatch(argument::startsWith) ? settings : others).add(argument);
    }
    return new CommandLine(new StreamCommand(settings))
        .setUsageHelpWidth(110)
        .setPosixClusteredShortOptionsAllowed(false) // -headwater… is no -h
        .setParameterExceptionHandler(StreamCommand::refuse)
        .execute(others.toArray(String[]::new));
  }

  @Override
  public Integer call() throws InterruptedException {
    StopOnSignal signal = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal, "stop"));
    try (ConfigurableApplicationContext app = StreamsApp.start(settings.toArray(String[]::new))) {
      signal.started(app);
      StreamsProgress progress = app.getBean(StreamsProgress.class);
      while (!progress.awaitEnd(Duration.ofHours(1))) {
        // it lives
      }
      return end(signal, progress.failure());
    } catch (StartFailedException e) {
      return end(signal, Optional.of(e.getMessage()));
    } finally {
      signal.endsByItself(); // whatever was thrown: it is no signal
    }
  }

  private static int end(StopOnSignal signal, Optional<String> failure) {
    if (signal.endsByItself()) {
      failure.ifPresent(StreamCommand::complain);
    }
    return failure.isPresent() ? 1 : 0;
  }

  private static int refuse(ParameterException wrong, String[] args) {
    complain(withoutValues(wrong.getMessage()));
    complain("./headwater stream --help tells what there is.");
    return CommandLine.ExitCode.USAGE;
  }

  /** A setting that was not understood may have been a secret: its value is not told. */
  static String withoutValues(String message) {
    return message.replaceAll("(headwater\\.[^\\s=',]+)=[^\\s',]*", "$1=…");
  }

  private static void complain(String sentence) {
    System.err.println(sentence);
  }

  /** The version in the jar's manifest; there is none in a class folder. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = StreamCommand.class.getPackage().getImplementationVersion();
      return new String[] {"headwater " + (version == null ? "(not packaged)" : version)};
    }
  }
}
