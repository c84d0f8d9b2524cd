package io.headwater.quickstart.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.Quickstart;
import io.headwater.sink.SinkApp;
import io.headwater.sink.audit.Audit;
import io.headwater.sink.audit.AuditReport;
import io.headwater.sink.audit.AuditReport.Counts;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.streams.StreamsApp;
import io.headwater.testkit.FreePorts;
import io.headwater.testkit.JavaProcess;
import io.headwater.testkit.KafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broker, stream and sink, each a process of its own, over one folder. */
final class Pipeline implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final List<String> SMALL_JVM =
      List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Path dir;
  private final KafkaProcess broker;
  private final int streamPort = FreePorts.next();
  private final int sinkPort = FreePorts.next();
  private @Nullable JavaProcess stream;
  private @Nullable JavaProcess sink;

  /** Starts the broker. */
  Pipeline(Path dir) {
    this.dir = dir;
    this.broker = new KafkaProcess(dir.resolve("broker")).start();
  }

  void startStream() {
    stream =
        JavaProcess.start(
            StreamsApp.class,
            dir.resolve("stream"),
            SMALL_JVM,
            List.of(
                "--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--headwater.streams.state-dir=" + dir.resolve("state"),
                "--headwater.time.idle-timeout=3s",
                "--headwater.kafka.properties.session.timeout.ms=6000",
                "--server.port=" + streamPort));
  }

  void startSink() {
    sink =
        JavaProcess.start(
            SinkApp.class,
            dir.resolve("sink"),
            SMALL_JVM,
            List.of(
                "sink",
                "--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--headwater.delta.base-path=" + dir.resolve("tables"),
                "--headwater.sink.flush-interval=1s",
                "--headwater.kafka.properties.session.timeout.ms=6000",
                "--server.port=" + sinkPort));
  }

  void killStream() {
    if (stream != null) {
      stream.kill();
    }
  }

  void killSink() {
    if (sink != null) {
      sink.kill();
    }
  }

  /** A simulation, running. */
  JavaProcess startSimulation(List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("simulate"));
    arguments.add("--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers());
    arguments.addAll(options);
    return JavaProcess.start(Quickstart.class, dir.resolve("simulate"), SMALL_JVM, arguments);
  }

  /** A simulation, from its beginning to its end. */
  void simulate(List<String> options) {
    try (JavaProcess simulation = startSimulation(options)) {
      assertThat(simulation.awaitExit(PATIENCE)).as(simulation.tail()).isZero();
    }
  }

  /** What the audit says now. */
  AuditReport audit() throws IOException {
    KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), null, null, null, null);
    DeltaSettings delta = DeltaSettings.at(dir.resolve("tables").toString());
    try (TableLogs tables = TableLogs.of(delta, "headwater")) {
      return new Audit(kafka, TopicSettings.defaults(), "headwater-streams", tables).run();
    }
  }

  /** Waits until so many input records are through and every window is closed; then audits. */
  AuditReport awaitAllThrough(long inputRecords) {
    return await("all " + inputRecords + " records through, all windows closed")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .ignoreExceptionsInstanceOf(IOException.class) // tables that are not there yet
        .until(this::audit, report -> isThrough(report.counts(), inputRecords));
  }

  private static boolean isThrough(Counts counts, long inputRecords) {
    return counts.events() + counts.rejected() == inputRecords
        && counts.lag() == 0
        && counts.eventsInMinutes() == counts.events() - counts.late();
  }

  /** The rows of a table, as an independent reader sees them. */
  List<Map<String, @Nullable Object>> rows(String table) {
    return new KernelReader(dir.resolve("tables").resolve(table)).rows();
  }

  /** The audit as its user runs it. */
  JavaProcess auditCommand(String... options) {
    List<String> arguments = new ArrayList<>(List.of("audit"));
    arguments.add("--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers());
    arguments.add("--headwater.delta.base-path=" + dir.resolve("tables"));
    arguments.addAll(List.of(options));
    return JavaProcess.start(SinkApp.class, dir.resolve("audit"), SMALL_JVM, arguments);
  }

  /** Asks stream and sink to end, and expects them to do so in good order. */
  void stop() {
    for (JavaProcess process : processes()) {
      process.terminate();
      assertThat(process.awaitExit(Duration.ofMinutes(1))).as(process.tail()).isZero();
    }
  }

  @Override
  public void close() {
    processes().forEach(JavaProcess::close);
    broker.close();
  }

  private List<JavaProcess> processes() {
    List<JavaProcess> processes = new ArrayList<>();
    if (stream != null) {
      processes.add(stream);
    }
    if (sink != null) {
      processes.add(sink);
    }
    return processes;
  }
}
