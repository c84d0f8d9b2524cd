package io.headwater.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft; alone, or beside another one) in a process of its own. It may be stopped
 * or killed, and started again on the same port and data.
 *
 * <p>Needs {@code kafka_2.13} on the test's class path; logs if Logback is there too. Topics are
 * not created by themselves. Not safe for use by several threads.
 */
public final class KafkaProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final Seat seat;
  private final List<String> more;
  private final Map<String, Listener> moreListeners = new LinkedHashMap<>();
  private final int port;
  private @Nullable JavaProcess process;

  private record Listener(int port, int advertised) {}

  /** Its place in its cluster, and where the cluster's one controller is. */
  private record Seat(int node, String cluster, int controllerPort) {}

  /**
   * A broker that does not run yet, but whose address is known.
   *
   * @param directory for data, configuration and log; survives restarts
   * @param more lines of its configuration, over those that tests usually have
   */
  public KafkaProcess(Path directory, String... more) {
    this(
        directory,
        new Seat(1, Uuid.randomUuid().toString(), FreePorts.next()),
        FreePorts.next(),
        List.of(more));
  }

  private KafkaProcess(Path directory, Seat seat, int port, List<String> more) {
    this.directory = directory;
    this.seat = seat;
    this.port = port;
    this.more = more;
  }

  /**
   * A second broker of this one's cluster, that does not run yet. This one is the controller, and
   * must run first.
   *
   * @param advertised the port that it sends its clients on to
   */
  public KafkaProcess second(Path directory, int advertised) {
    int open = FreePorts.next();
    return new KafkaProcess(
        directory,
        new Seat(2, seat.cluster(), seat.controllerPort()),
        open,
        List.of(
            "process.roles=broker",
            "listeners=PLAINTEXT://127.0.0.1:" + open,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + advertised));
  }

  /**
   * Opens another port for clients, beside that without any protection; before the start.
   *
   * @param protocol such as {@code SASL_SSL}; the lines of the configuration say the rest
   * @return itself
   */
  public KafkaProcess withListener(String protocol) {
    int open = FreePorts.next();
    moreListeners.put(protocol, new Listener(open, open));
    return this;
  }

  /**
   * The same, but the broker sends its clients on to another port, as one does whose
   * advertised.listeners are wrong.
   */
  public KafkaProcess withListener(String protocol, int advertised) {
    moreListeners.put(protocol, new Listener(FreePorts.next(), advertised));
    return this;
  }

  /** Where clients of that protocol find it. */
  public String bootstrapServers(String protocol) {
    return "127.0.0.1:" + listener(protocol).port();
  }

  private Listener listener(String protocol) {
    return Objects.requireNonNull(moreListeners.get(protocol), protocol);
  }

  /** Where clients find it, running or not. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /**
   * Starts it and waits until it answers, as one of the cluster's.
   *
   * @return itself
   * @throws IllegalStateException with the last lines of its log when it doesn't
   */
  public KafkaProcess start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("The broker at " + bootstrapServers() + " runs already");
    }
    formatOnce();
    JavaProcess started =
        JavaProcess.start(
            kafka.Kafka.class, directory, jvmOptions(), List.of(configuration().toString()));
    process = started;
    awaitAnswer(started);
    return this;
  }

  /** Stops it in good order (SIGTERM) and waits until it is gone. */
  public void stop() {
    if (process != null) {
      process.terminate();
      process.awaitExit(PATIENCE);
    }
  }

  /** Kills it (SIGKILL), as a power cut does, and waits until it is gone. */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Kills it if it still runs; the data stay. */
  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  private Path configuration() {
    return directory.resolve("server.properties");
  }

  private void formatOnce() {
    if (Files.exists(configuration())) {
      return;
    }
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("logback.xml"), LOGBACK);
      Path draft = Files.writeString(directory.resolve("draft.properties"), serverProperties());
      try (JavaProcess format =
          JavaProcess.start(
              kafka.tools.StorageTool.class,
              directory,
              jvmOptions(),
              List.of("format", "-t", seat.cluster(), "-c", draft.toString()))) {
        if (format.awaitExit(PATIENCE) != 0) {
          throw new IllegalStateException("The storage cannot be formatted:\n" + format.tail());
        }
      }
      Files.move(draft, configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> jvmOptions() {
    return List.of(
        "-Xmx384m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dlogback.configurationFile=" + directory.resolve("logback.xml"));
  }

  private String serverProperties() {
    return """
        process.roles=broker,controller
        node.id=%7$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%5$s
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT%6$s
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        log.dirs=%3$s
        auto.create.topics.enable=false
        default.replication.factor=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        num.network.threads=2
        num.io.threads=2
        log.cleaner.dedupe.buffer.size=4194304
        """
            .formatted(
                port,
                seat.controllerPort(),
                directory.resolve("data"),
                listed(protocol -> protocol + "://" + bootstrapServers(protocol)),
                listed(protocol -> protocol + "://127.0.0.1:" + listener(protocol).advertised()),
                listed(protocol -> protocol + ":" + protocol),
                seat.node())
        + String.join("\n", more)
        + "\n";
  }

  private String listed(UnaryOperator<String> text) {
    return moreListeners.keySet().stream()
        .map(protocol -> "," + text.apply(protocol))
        .collect(Collectors.joining());
  }

  private void awaitAnswer(JavaProcess started) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    // A client that is made before the port is open fills the test's log with complaints
    while (!isOpen()) {
      requireLife(started, deadline);
    }
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers(),
                "default.api.timeout.ms", "5000",
                "request.timeout.ms", "3000"))) {
      while (!answers(admin)) {
        requireLife(started, deadline);
      }
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static void requireLife(JavaProcess started, long deadline) {
    if (started.endsWithin(Duration.ofMillis(50))) {
      throw new IllegalStateException("The broker died at its start:\n" + started.tail());
    }
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("The broker does not answer:\n" + started.tail());
    }
  }

  private boolean answers(Admin admin) {
    try {
      return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).stream()
          .anyMatch(node -> node.id() == seat.node());
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the broker", e);
    }
  }

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="OUT"/></root>
        <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
      </configuration>
      """;
}
