package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.streams.TopologyTopics;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.topics.TopicPlan;
import java.util.List;
import java.util.Set;

/** Kafka Streams' own topics, where they are made up front and the stream waits for them. */
record OwnTopics(StreamsSettings settings) {

  /**
   * What to say of those that are not there; nothing where Kafka Streams makes them itself.
   *
   * @param existing topics of the broker
   */
  List<Finding> missing(Set<String> existing) {
    String prefix = settings.streams().applicationId() + "-";
    List<String> missing =
        new TopicPlan(settings, new TopologyTopics())
            .missing(existing).stream()
                .filter(name -> name.startsWith(prefix) && InternalTopicsVerdict.isInternal(name))
                .toList();
    return missing.isEmpty()
        ? List.of()
        : List.of(
            Finding.fail(
                "%d are not there, and the stream waits for them: %s"
                    .formatted(missing.size(), String.join(", ", missing)),
                "create them with ./headwater topics create (plan lists them all), or on Event Hubs"
                    + " with docs/azure/event-hubs.bicep"));
  }
}
