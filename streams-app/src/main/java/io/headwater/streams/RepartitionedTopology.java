package io.headwater.streams;

import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.topics.PlannedTopic;
import io.headwater.streams.topics.PlannedTopic.Role;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.internals.InternalTopicConfig;
import org.apache.kafka.streams.processor.internals.InternalTopicProperties;

/**
 * A topology with topics of its own between its parts. Kafka Streams makes them, with as many
 * partitions as the input has, puts the application id before their names, and deletes what was
 * read.
 *
 * <p>The DSL's {@code repartition()} does the same; a plain {@link Topology} has no public way to
 * ask for it, and this class is all that knows the internal one.
 */
final class RepartitionedTopology extends Topology {

  /** Declares the topic; a sink and a source then use {@code name} as they do any other. */
  RepartitionedTopology addRepartitionTopic(String name) {
    internalTopologyBuilder.addInternalTopic(name, InternalTopicProperties.empty());
    return this;
  }

  /**
   * The topics that Kafka Streams would make for this topology, all with as many partitions as
   * {@code topics} says of new ones. Renames the topology's own topics: it cannot be run after.
   */
  List<PlannedTopic> internalTopics(StreamsConfig config, TopicSettings topics) {
    internalTopologyBuilder.rewriteTopology(config);
    internalTopologyBuilder.buildTopology(); // only then stores know their changelogs
    Map<String, String> defaults = new TreeMap<>();
    config
        .originalsWithPrefix(StreamsConfig.TOPIC_PREFIX)
        .forEach((key, value) -> defaults.put(key, String.valueOf(value)));
    Map<String, PlannedTopic> internal = new LinkedHashMap<>();
    internalTopologyBuilder
        .subtopologyToTopicsInfo()
        .values()
        .forEach(
            part -> {
              part.repartitionSourceTopics
                  .values()
                  .forEach(topic -> add(topic, Role.REPARTITION, defaults, topics, internal));
              part.nonSourceChangelogTopics()
                  .forEach(topic -> add(topic, Role.CHANGELOG, defaults, topics, internal));
            });
    return internal.values().stream()
        .sorted(Comparator.comparing(PlannedTopic::role).thenComparing(PlannedTopic::name))
        .toList();
  }

  private static void add(
      InternalTopicConfig topic,
      Role role,
      Map<String, String> defaults,
      TopicSettings topics,
      Map<String, PlannedTopic> to) {
    // No window is stored as one, so none adds to the retention of its changelog
    Map<String, String> configuration = topic.properties(defaults, 0);
    to.put(
        topic.name(),
        new PlannedTopic(
            topic.name(), role, topics.partitions(), topics.replicationFactor(), configuration));
  }
}
