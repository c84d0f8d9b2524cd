package io.headwater.sink;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.runtime.SinkProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The command {@code sink}: runs until it is told to stop, or cannot go on. */
@Command(
    name = "sink",
    mixinStandardHelpOptions = true,
    versionProvider = SinkApp.Version.class,
    header = "The sink: output topics into Delta tables, each record exactly once.",
    customSynopsis = "./headwater sink [--SETTING=VALUE]...",
    footerHeading = "%nSettings, with their defaults:%n",
    footer = {
      "  --headwater.kafka.bootstrap-servers=localhost:9092",
      "  --headwater.kafka.profile=kafka              or event-hubs",
      "  --headwater.topics.enriched=sensor-events-enriched   the other topics likewise",
      "  --headwater.delta.base-path=data/tables      a folder, or a URI such as abfss://...",
      "  --headwater.delta.azure.auth=none            or shared-key, managed-identity,",
      "                                               workload-identity, service-principal",
      "  --headwater.delta.maintenance.enabled=true   small files become large ones, beside the rows;",
      "  --headwater.delta.maintenance.compact-interval=1m    looked for that often,",
      "  --headwater.delta.maintenance.compact-min-files=32   done for that many,",
      "  --headwater.delta.maintenance.target-file-size=128MB up to that size",
      "  --headwater.delta.hadoop.KEY=VALUE           passed through to Hadoop",
      "  --headwater.sink.id=headwater                another id writes everything again",
      "  --headwater.sink.flush-interval=10s          a commit is due after that time,",
      "  --headwater.sink.flush-rows=500000           or that many rows,",
      "  --headwater.sink.flush-bytes=128MB           or that much memory, for each table",
      "  --headwater.sink.on-gap=stop                 or record, when a topic lost what comes next",
      "  --server.port=8081                           health, metrics and progress; 0 takes any",
      "",
      "Each can be set in the environment too, as HEADWATER_SINK_FLUSH_INTERVAL=2s.",
      "--spring.*, --logging.* and --management.* are Spring Boot's.",
      "docs/configuration.md lists all settings.",
      "",
      "A table that must stop (a gap in its topic, a record that breaks the contract) leaves the",
      "others at work; health and the metric headwater_sink_up tell which.",
      "Exit code: 0 after a stop (Ctrl-C, SIGTERM), 1 when the sink cannot start or go on, 2 for a",
      "wrong command line."
    })
final class SinkCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(SinkCommand.class);

  private static final List<String> PASSED_ON =
      List.of("--headwater.", "--server.", "--spring.", "--logging.", "--management.");

  @Spec private CommandSpec spec;

  @Unmatched private List<String> settings = new ArrayList<>();

  /**
   * The exit code.
   *
   * @throws ParameterException for an option that is none
   */
  @Override
  public Integer call() throws InterruptedException {
    for (String argument : settings) {
      if (PASSED_ON.stream().noneMatch(argument::startsWith)) {
        throw new ParameterException(
            spec.commandLine(), "There is no option or setting " + argument);
      }
    }
    StopOnSignal signal = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal, "stop"));
    try (ConfigurableApplicationContext app = SinkApp.start(settings.toArray(String[]::new))) {
      signal.started(app);
      tellWhere(app);
      String failure = app.getBean(SinkProgress.class).awaitFailure();
      System.err.println(failure);
      return 1;
    } catch (StartFailedException e) {
      System.err.println(e.getMessage());
      return 1;
    } finally {
      signal.endsByItself();
    }
  }

  private static void tellWhere(ConfigurableApplicationContext app) {
    SinkSettings settings = app.getBean(SinkSettings.class);
    LOG.info(
        "The sink {} writes its tables to {}; http://localhost:{}/actuator",
        settings.sink().id(),
        settings.delta().basePath(),
        app.getEnvironment().getProperty("local.server.port"));
  }
}
