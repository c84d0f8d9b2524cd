package io.headwater.streams.runtime;

import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.ingest.DeadLetterLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Which topics the stream needs, and how those that are missing are made. */
final class TopicPlan {

  /** Kafka's own default, said aloud: what is kept longer is in the Delta tables. */
  static final Duration RETENTION = Duration.ofDays(7);

  private final TopicSettings topics;
  private final Profile profile;
  private final boolean delivers;

  TopicPlan(StreamsSettings settings) {
    this.topics = settings.topics();
    this.profile = settings.kafka().profile();
    this.delivers = !settings.delivery().webhooks().isEmpty();
  }

  /** Whether missing topics may be created. */
  boolean mayCreate() {
    return Optional.ofNullable(topics.create()).orElse(profile == Profile.KAFKA);
  }

  /** All topics the stream reads or writes; that of undelivered alerts if any are delivered. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(topics.events(), topics.reference()));
    names.add(topics.rules());
    names.addAll(topics.outputs());
    if (delivers) {
      names.add(topics.undelivered());
    }
    return names;
  }

  /** Those of them that are not among {@code existing}. */
  List<String> missing(Set<String> existing) {
    return names().stream().filter(name -> !existing.contains(name)).toList();
  }

  /** The topic of the dead letters. */
  String rejected() {
    return topics.rejected();
  }

  /**
   * What the topic of the dead letters must take at least, in bytes: a larger record would stop the
   * stream. Empty where the broker has one limit for all topics, which dead letters keep to.
   */
  OptionalInt largestDeadLetter() {
    return profile == Profile.KAFKA
        ? OptionalInt.of(DeadLetterLimit.KAFKA_BYTES)
        : OptionalInt.empty();
  }

  /** How topics that are missing are to be made. */
  List<NewTopic> creations(List<String> missing) {
    return missing.stream()
        .map(
            name ->
                new NewTopic(name, topics.partitions(), topics.replicationFactor())
                    .configs(configuration(name)))
        .toList();
  }

  private Map<String, String> configuration(String name) {
    Map<String, String> configuration = new HashMap<>();
    if (name.equals(topics.reference()) || name.equals(topics.rules())) {
      // A record without a timestamp would end Kafka Streams' global thread, which takes no
      // timestamp extractor; with the broker's time there is none.
      configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
      configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      return configuration;
    }
    configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configuration.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()));
    if (name.equals(topics.rejected()) && largestDeadLetter().isPresent()) {
      // A dead letter outgrows its record, and so what brokers take by default
      configuration.put(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestDeadLetter().getAsInt()));
    }
    return configuration;
  }
}
