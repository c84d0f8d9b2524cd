package io.headwater.streams.topics;

import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.ingest.DeadLetterLimit;
import io.headwater.streams.topics.PlannedTopic.Role;
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

/** Which topics the stream needs, and how those that are missing are made. Immutable. */
public final class TopicPlan {

  /** Kafka's own default, said aloud: what is kept longer is in the Delta tables. */
  public static final Duration RETENTION = Duration.ofDays(7);

  private final StreamsSettings settings;
  private final InternalTopics internals;
  private final TopicSettings topics;
  private final Profile profile;
  private final boolean delivers;

  /**
   * @param internals asked when the plan is
   */
  public TopicPlan(StreamsSettings settings, InternalTopics internals) {
    this.settings = settings;
    this.internals = internals;
    this.topics = settings.topics();
    this.profile = settings.kafka().profile();
    this.delivers = !settings.delivery().webhooks().isEmpty();
  }

  /** Whether the stream may create missing topics when it starts. */
  public boolean mayCreate() {
    return Optional.ofNullable(topics.create()).orElse(profile == Profile.KAFKA);
  }

  /** All topics there are, Kafka Streams' own last. */
  public List<PlannedTopic> all() {
    List<PlannedTopic> all = new ArrayList<>(named());
    all.addAll(internals.of(settings));
    return all;
  }

  /**
   * What the stream waits for before it starts: all topics the settings name; where topics are made
   * up front, Kafka Streams' own as well, which it would else make as it does on Kafka.
   */
  public List<String> awaited() {
    boolean upFront = profile == Profile.EVENT_HUBS && !mayCreate();
    return (upFront ? all() : named()).stream().map(PlannedTopic::name).toList();
  }

  /** Those of the awaited that are not among {@code existing}. */
  public List<String> missing(Set<String> existing) {
    return awaited().stream().filter(name -> !existing.contains(name)).toList();
  }

  /** The topic of the dead letters. */
  public String rejected() {
    return topics.rejected();
  }

  /**
   * What the topic of the dead letters must take at least, in bytes: a larger record would stop the
   * stream. Empty where the broker has one limit for all topics, which dead letters keep to.
   */
  public OptionalInt largestDeadLetter() {
    return profile == Profile.KAFKA
        ? OptionalInt.of(DeadLetterLimit.KAFKA_BYTES)
        : OptionalInt.empty();
  }

  /** How topics that are missing are to be made. */
  public List<NewTopic> creations(List<String> missing) {
    return named().stream()
        .filter(topic -> missing.contains(topic.name()))
        .map(PlannedTopic::toNewTopic)
        .toList();
  }

  /** The topics of the settings; that of undelivered alerts if any are delivered. */
  private List<PlannedTopic> named() {
    List<PlannedTopic> named = new ArrayList<>();
    named.add(planned(topics.events(), Role.INPUT));
    named.add(planned(topics.reference(), Role.LOOKUP));
    named.add(planned(topics.rules(), Role.LOOKUP));
    topics.outputs().forEach(name -> named.add(planned(name, Role.OUTPUT)));
    if (delivers) {
      named.add(planned(topics.undelivered(), Role.OUTPUT));
    }
    return named;
  }

  private PlannedTopic planned(String name, Role role) {
    return new PlannedTopic(
        name, role, topics.partitions(), topics.replicationFactor(), configuration(name));
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
