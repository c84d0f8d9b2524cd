package io.headwater.quickstart.simulate;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.cli.BrokerFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees to it that the topics the simulator sends to are there. */
final class InputTopics {

  private static final int PATIENCE_MS = 15_000;

  private final KafkaSettings kafka;
  private final TopicSettings topics;
  private final List<String> needed;

  /**
   * The input topics.
   *
   * @param needed those that are sent to; the others may stay missing
   */
  InputTopics(KafkaSettings kafka, TopicSettings topics, List<String> needed) {
    this.kafka = kafka;
    this.topics = topics;
    this.needed = needed;
  }

  /**
   * Creates the input topics that are missing, if it may, and waits until those needed can be
   * written to.
   *
   * @throws SimulationException when the broker doesn't answer, or a needed topic is missing that
   *     must not be created
   */
  void ensure() {
    Map<String, Object> client = kafka.clientProperties(Set.of());
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    try (Admin admin = Admin.create(client)) {
      Set<String> present =
          get(admin.listTopics(new ListTopicsOptions().listInternal(false)).names());
      List<NewTopic> missing = new ArrayList<>(List.of(events(), reference()));
      missing.removeIf(topic -> present.contains(topic.name()));
      if (mayCreate()) {
        create(admin, missing);
      } else {
        missing.stream()
            .map(NewTopic::name)
            .filter(needed::contains)
            .findFirst()
            .ifPresent(this::refuse);
      }
      awaitLeaders(admin);
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private void refuse(String topic) {
    throw new SimulationException(
        "There is no topic %s at %s, and headwater.topics.create does not allow to create it: create it, or name another with --headwater.topics.%s=NAME."
            .formatted(
                topic,
                kafka.bootstrapServers(),
                topic.equals(topics.events()) ? "events" : "reference"));
  }

  private void create(Admin admin, List<NewTopic> missing) {
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      try {
        get(created);
      } catch (TopicExistsException e) {
        // somebody was faster, most likely the stream app: as good
      }
    }
  }

  /**
   * Waits until each partition has a leader that knows it is one. Before that, a new partition
   * refuses a producer's first batch and may then take the second one: the first comes too late for
   * the order, and is refused for ever.
   */
  private void awaitLeaders(Admin admin) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    describe(admin)
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        each ->
                            partitions.put(
                                new TopicPartition(topic, each.partition()), OffsetSpec.latest())));
    // Only a leader answers this; the client asks again until there is one
    get(admin.listOffsets(partitions).all());
  }

  /** A broker may need a moment until it knows of a topic that was just created. */
  private Map<String, TopicDescription> describe(Admin admin) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (true) {
      try {
        return get(admin.describeTopics(needed).allTopicNames());
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private boolean mayCreate() {
    Boolean create = topics.create();
    return create == null ? kafka.profile() == Profile.KAFKA : create;
  }

  private NewTopic events() {
    return topic(topics.events());
  }

  private NewTopic reference() {
    return topic(topics.reference())
        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  private NewTopic topic(String name) {
    Optional<Short> replication =
        Optional.of(topics.replicationFactor()).filter(factor -> factor > 0);
    return new NewTopic(name, Optional.of(topics.partitions()), replication);
  }

  private <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException known) {
        throw known;
      }
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SimulationException("Interrupted while waiting for the broker.", e);
    }
  }

  private SimulationException unreachable(Exception why) {
    return new SimulationException(
        BrokerFailures.sentence(kafka, why, Duration.ofMillis(PATIENCE_MS)), why);
  }
}
