package io.headwater.quickstart.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a broker that is alone, on a laptop, and wanted soon. */
final class BrokerProperties {

  /** The one node is broker and controller. */
  static final int NODE_ID = 1;

  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String LOOPBACK = "127.0.0.1";

  private BrokerProperties() {}

  static Map<String, String> of(Path logDirectory, int brokerPort, int controllerPort) {
    Map<String, String> broker = new TreeMap<>();
    broker.put("process.roles", "broker,controller");
    broker.put("node.id", Integer.toString(NODE_ID));
    broker.put("controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + controllerPort);
    broker.put(
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s:%d"
            .formatted(LOOPBACK, brokerPort, CONTROLLER_LISTENER, LOOPBACK, controllerPort));
    broker.put("advertised.listeners", "PLAINTEXT://localhost:" + brokerPort);
    broker.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    broker.put("controller.listener.names", CONTROLLER_LISTENER);
    broker.put("log.dirs", logDirectory.toString());
    broker.put("auto.create.topics.enable", "false");

    // Nobody is there to replicate to
    broker.put("default.replication.factor", "1");
    broker.put("min.insync.replicas", "1");
    broker.put("offsets.topic.replication.factor", "1");
    broker.put("transaction.state.log.replication.factor", "1");
    broker.put("transaction.state.log.min.isr", "1");
    broker.put("share.coordinator.state.topic.replication.factor", "1");
    broker.put("share.coordinator.state.topic.min.isr", "1");

    // Fewer internal partitions and threads, no waiting for more members: a quick start
    broker.put("offsets.topic.num.partitions", "4");
    broker.put("transaction.state.log.num.partitions", "4");
    broker.put("share.coordinator.state.topic.num.partitions", "1");
    broker.put("group.initial.rebalance.delay.ms", "0");
    broker.put("num.network.threads", "2");
    broker.put("num.io.threads", "4");
    broker.put("log.cleaner.dedupe.buffer.size", "16777216");
    return broker;
  }
}
