package io.headwater.bench.rig;

import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.StreamsApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The command {@code stream} in a process of its own. Unless one of the same name ran before, its
 * state, its outputs and its consumer group are new.
 */
public final class StreamProcess implements Drainer, AutoCloseable {

  private static final String HEAP = "1g";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Workbench workbench;
  private final ChildJvm process;
  private final String name;
  private final TopicSettings topics;
  private final Path state;
  private final URI meters;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private StreamProcess(
      Workbench workbench,
      ChildJvm process,
      String name,
      TopicSettings topics,
      Path state,
      int httpPort) {
    this.workbench = workbench;
    this.process = process;
    this.name = name;
    this.topics = topics;
    this.state = state;
    this.meters = URI.create("http://localhost:" + httpPort + "/actuator/prometheus");
  }

  /**
   * Starts one.
   *
   * @param name its application id; all topics it writes begin with it
   * @param events the topic it reads
   * @param settings that differ from the defaults, as {@code headwater.streams.threads} to {@code
   *     2}
   */
  public static StreamProcess start(
      Workbench workbench,
      Broker broker,
      String name,
      String events,
      Map<String, String> settings) {
    int port = freePort();
    Path state = workbench.directory().resolve(name + "-state");
    TopicSettings topics = topics(name, events);
    Map<String, String> all = new TreeMap<>(settings);
    all.put("headwater.kafka.bootstrap-servers", broker.bootstrapServers());
    all.putAll(TopicArguments.of(topics));
    all.put("headwater.streams.application-id", name);
    all.put("headwater.streams.state-dir", state.toString());
    all.put("server.port", Integer.toString(port));
    ChildJvm process =
        workbench.start(
            name,
            StreamsApp.class,
            HEAP,
            all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList());
    return new StreamProcess(workbench, process, name, topics, state, port);
  }

  /**
   * The topics of a stream.
   *
   * @param name its application id
   * @param events the topic it reads
   */
  public static TopicSettings topics(String name, String events) {
    TopicSettings usual = TopicSettings.defaults();
    return new TopicSettings(
        events,
        usual.reference(),
        usual.rules(),
        name + "-" + usual.enriched(),
        name + "-" + usual.aggregates(),
        name + "-" + usual.anomalies(),
        name + "-" + usual.alerts(),
        name + "-" + usual.rejected(),
        name + "-" + usual.undelivered(),
        null,
        null,
        null);
  }

  /** The topics it reads and writes. */
  public TopicSettings topics() {
    return topics;
  }

  /** Its application id and consumer group. */
  public String name() {
    return name;
  }

  /** The topic of its enriched events. */
  public String enriched() {
    return topics.enriched();
  }

  /** The topic of its anomalies. */
  public String anomalies() {
    return topics.anomalies();
  }

  /** The topic of its alerts. */
  public String alerts() {
    return topics.alerts();
  }

  /** The topic of its windows. */
  public String aggregates() {
    return topics.aggregates();
  }

  @Override
  public String group() {
    return name;
  }

  @Override
  public Duration cpu() {
    return process.cpu();
  }

  /** The most memory it ever had resident, in bytes; only Linux tells. */
  public OptionalLong peakResidentBytes() {
    return process.peakResidentBytes();
  }

  /** The memory it has resident now, in bytes; only Linux tells. */
  public OptionalLong residentBytes() {
    return process.residentBytes();
  }

  /** A view of its heap; to be closed by the caller. */
  public JvmHeap heap() {
    return process.heap();
  }

  /** The options of its JVM. */
  public List<String> jvmOptions() {
    return process.jvmOptions();
  }

  @Override
  public RuntimeException failure(String what) {
    return process.failure(what);
  }

  /** What it says of itself; empty when it has only just been started and nobody answers yet. */
  public Optional<Meters> metersOnceUp() {
    process.requireAlive();
    try {
      return Optional.of(askForMeters());
    } catch (ConnectException notYet) {
      return Optional.empty();
    } catch (IOException e) {
      throw process.failure("does not tell its meters (" + e + ")");
    }
  }

  /** What it says of itself. */
  public Meters meters() {
    try {
      return askForMeters();
    } catch (IOException e) {
      throw process.failure("does not tell its meters (" + e + ")");
    }
  }

  private Meters askForMeters() throws IOException {
    try {
      return Meters.parse(
          http.send(
                  HttpRequest.newBuilder(meters).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw process.failure("was not waited for any longer");
    }
  }

  /** Stops it in good order; its local state stays. */
  public void stop() {
    process.close();
  }

  /** Stops it in good order, and deletes its local state. */
  @Override
  public void close() {
    stop();
    workbench.delete(state);
  }

  /** Free now; whoever takes it first shows as the stream's failure to start. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
