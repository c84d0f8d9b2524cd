package io.headwater.quickstart.demo;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.SinkApp;
import io.headwater.sink.audit.Audit;
import io.headwater.sink.audit.AuditReport;
import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.runtime.SinkProgress;
import io.headwater.sink.worker.TableProgress;
import io.headwater.streams.StreamsApp;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.runtime.StreamsProgress;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** Stream and sink as parts of the demo's process, each with a port of its own. */
final class DemoApps implements AutoCloseable {

  /**
   * So that the last windows close soon after the plant has stopped. As with every other setting,
   * the environment may want it otherwise: Spring fills in what it says.
   */
  private static final String IDLE_TIMEOUT = "${HEADWATER_TIME_IDLE_TIMEOUT:5s}";

  /** So that tables are as fresh as the rest of what the demo shows; as above. */
  private static final String FLUSH_INTERVAL = "${HEADWATER_SINK_FLUSH_INTERVAL:2s}";

  private final String bootstrapServers;
  private final ConfigurableApplicationContext stream;
  private final ConfigurableApplicationContext sink;
  private final DemoMeters meters;

  private DemoApps(
      String bootstrapServers,
      ConfigurableApplicationContext stream,
      ConfigurableApplicationContext sink) {
    this.bootstrapServers = bootstrapServers;
    this.stream = stream;
    this.sink = sink;
    this.meters =
        new DemoMeters(stream.getBean(MeterRegistry.class), sink.getBean(MeterRegistry.class));
  }

  /**
   * Starts both; they work as soon as {@link #isReady}.
   *
   * @throws CommandFailure when one does not start, with its own sentence
   */
  static DemoApps start(DemoOptions options, String bootstrapServers) {
    try {
      return startBoth(options, bootstrapServers);
    } catch (io.headwater.streams.StartFailedException | io.headwater.sink.StartFailedException e) {
      // the apps speak of their own option; here one option stands for both their ports
      throw new CommandFailure(
          String.valueOf(e.getMessage()).replace("--server.port", "--port"), e);
    }
  }

  private static DemoApps startBoth(DemoOptions options, String bootstrapServers) {
    List<String> shared =
        List.of(
            "--headwater.kafka.bootstrap-servers=" + bootstrapServers,
            "--logging.file.name=" + options.logFile(),
            "--logging.threshold.console=off");
    ConfigurableApplicationContext stream =
        StreamsApp.start(
            with(
                shared,
                "--server.port=" + options.port(),
                "--headwater.streams.state-dir=" + options.stateDir(),
                "--headwater.time.idle-timeout=" + IDLE_TIMEOUT));
    try {
      ConfigurableApplicationContext sink =
          SinkApp.start(
              with(
                  shared,
                  "--server.port=" + options.sinkPort(),
                  "--headwater.delta.base-path=" + options.tablesDir(),
                  "--headwater.sink.flush-interval=" + FLUSH_INTERVAL));
      return new DemoApps(bootstrapServers, stream, sink);
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static String[] with(List<String> shared, String... more) {
    List<String> all = new ArrayList<>(shared);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  DemoMeters meters() {
    return meters;
  }

  String streamUrl() {
    return url(stream);
  }

  String sinkUrl() {
    return url(sink);
  }

  /** Whether the stream takes records. */
  boolean isReady() {
    return progress().isReady();
  }

  /** Input records the stream has not committed yet; all there may be, until that is known. */
  long inputLag() {
    return progress().inputLag().orElse(Long.MAX_VALUE);
  }

  /** Records of the output topics that are in no table yet; all there may be, until known. */
  long sinkLag() {
    SinkProgress progress = sink.getBean(SinkProgress.class);
    long lag = 0;
    for (TableProgress table : progress.tables()) {
      OptionalLong ofTable = progress.lag(table);
      if (ofTable.isEmpty()) {
        return Long.MAX_VALUE;
      }
      lag += ofTable.getAsLong();
    }
    return lag;
  }

  /**
   * Ends the demo when an app can't go on.
   *
   * @throws CommandFailure with the app's own sentence
   */
  void requireAlive() {
    Optional<String> failure =
        Stream.of(progress().failure(), sink.getBean(SinkProgress.class).failure())
            .flatMap(Optional::stream)
            .findFirst();
    if (failure.isPresent()) {
      throw new CommandFailure(failure.get(), null);
    }
  }

  /** Stops both in good order, and audits what they leave. */
  AuditReport stopAndAudit() {
    String applicationId = stream.getBean(StreamsSettings.class).streams().applicationId();
    SinkSettings settings = sink.getBean(SinkSettings.class);
    close();
    try (TableLogs tables = TableLogs.of(settings.delta(), settings.sink().id())) {
      return new Audit(
              new KafkaSettings(bootstrapServers, null, null, null, null),
              TopicSettings.defaults(),
              applicationId,
              tables)
          .run();
    } catch (IOException e) {
      throw new CommandFailure("The audit could not be done: " + e.getMessage(), e);
    }
  }

  private StreamsProgress progress() {
    return stream.getBean(StreamsProgress.class);
  }

  private static String url(ConfigurableApplicationContext app) {
    return "http://localhost:" + app.getEnvironment().getProperty("local.server.port");
  }

  /** The stream first, so that the sink can still take what it commits last. */
  @Override
  public void close() {
    stream.close();
    sink.close();
  }
}
