package io.headwater.streams.runtime;

import io.headwater.streams.topics.TopicPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be true before the stream can start: Kafka answers, and the topics are there. */
final class Preparation {

  private static final Logger log = LoggerFactory.getLogger(Preparation.class);

  private final BrokerProbe probe;
  private final TopicPlan plan;
  private final Map<String, Object> adminConfig;

  Preparation(BrokerProbe probe, TopicPlan plan, Map<String, Object> adminConfig) {
    this.probe = probe;
    this.plan = plan;
    this.adminConfig = Map.copyOf(adminConfig);
  }

  /**
   * Looks once; creates missing topics, and makes room for dead letters, if it may.
   *
   * @return what is still to be waited for; empty when the stream can start
   * @throws KafkaRefusal when waiting would not help
   */
  Optional<StreamState> look() throws InterruptedException {
    Optional<String> unreachable = probe.whyUnreachable();
    if (unreachable.isPresent()) {
      return Optional.of(waitingFor(unreachable.get()));
    }
    try (Admin admin = Admin.create(adminConfig)) {
      List<String> missing = plan.missing(topics(admin));
      if (missing.isEmpty()) {
        return makeRoomForDeadLetters(admin);
      }
      if (!plan.mayCreate()) {
        return Optional.of(
            new StreamState.WaitingForTopics(
                missing,
                "create them (./headwater topics create), or let Headwater do it with"
                    + " headwater.topics.create=true"));
      }
      return Optional.of(create(admin, missing));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException passing) {
        return Optional.of(waitingFor(String.valueOf(passing.getMessage())));
      }
      throw new KafkaRefusal("Kafka at " + probe.bootstrapServers(), e.getCause());
    }
  }

  /** An existing topic may take no more than brokers do by default. */
  private Optional<StreamState> makeRoomForDeadLetters(Admin admin)
      throws ExecutionException, InterruptedException {
    if (plan.largestDeadLetter().isEmpty()) {
      return Optional.empty();
    }
    int needed = plan.largestDeadLetter().getAsInt();
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, plan.rejected());
    int limit =
        Integer.parseInt(
            admin
                .describeConfigs(List.of(topic))
                .values()
                .get(topic)
                .get()
                .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .value());
    if (limit >= needed) {
      return Optional.empty();
    }
    if (!plan.mayCreate()) {
      return Optional.of(new StreamState.WaitingForLargerTopic(plan.rejected(), limit, needed));
    }
    ConfigEntry room =
        new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(needed));
    admin
        .incrementalAlterConfigs(
            Map.of(topic, List.of(new AlterConfigOp(room, AlterConfigOp.OpType.SET))))
        .all()
        .get();
    log.info(
        "Topic {} now takes records of {} bytes instead of {}, so that every dead letter fits",
        plan.rejected(),
        needed,
        limit);
    return Optional.empty();
  }

  private StreamState waitingFor(String reason) {
    return new StreamState.WaitingForBroker(probe.bootstrapServers(), reason);
  }

  private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get();
  }

  private StreamState create(Admin admin, List<String> missing)
      throws ExecutionException, InterruptedException {
    List<String> created = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<Void>> creation :
        admin.createTopics(plan.creations(missing)).values().entrySet()) {
      try {
        creation.getValue().get();
        created.add(creation.getKey());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof InvalidReplicationFactorException tooFewBrokers) {
          return new StreamState.WaitingForTopics(
              missing, "Kafka cannot create them yet: " + tooFewBrokers.getMessage());
        }
        if (e.getCause() instanceof RetriableException) {
          throw e;
        }
        if (!(e.getCause() instanceof TopicExistsException)) { // else another process was faster
          throw new KafkaRefusal("Topic " + creation.getKey() + " cannot be created", e.getCause());
        }
      }
    }
    if (!created.isEmpty()) {
      log.info("Created topics {}", String.join(", ", created));
    }
    // To be looked at again: a broker may not have heard yet what the controller has created
    return new StreamState.Starting();
  }
}
