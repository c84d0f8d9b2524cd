package io.headwater.quickstart.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Kafka's own server classes. They are internal to Kafka and may change with any release, so no
 * other class touches them.
 */
final class RaftServer {

  private final KafkaRaftServer server;

  private RaftServer(KafkaRaftServer server) {
    this.server = server;
  }

  /** Formats the directory on its first use and starts the server; returns when it is ready. */
  static RaftServer start(Map<String, String> properties, Path logDirectory) throws Exception {
    if (!Files.exists(logDirectory.resolve("meta.properties"))) {
      format(logDirectory);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    try {
      server.startup();
    } catch (Exception | Error failure) {
      server.shutdown();
      throw failure;
    }
    return new RaftServer(server);
  }

  private static void format(Path logDirectory) throws Exception {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerProperties.NODE_ID)
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(logDirectory.toString())
          .addDirectory(logDirectory.toString())
          .setPrintStream(silent)
          .run();
    }
  }

  /** Stops the server and waits until it has stopped. */
  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }
}
