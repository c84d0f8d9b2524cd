package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What to say of the topics that Kafka Streams keeps for itself.
 *
 * @param input the topic of the events
 * @param partitions of the input
 */
record InternalTopicsVerdict(String input, int partitions) {

  private static final String CHANGELOG = "-changelog";

  /** Those of our application, whatever else may begin with its name. */
  static boolean isInternal(String name) {
    return name.endsWith(CHANGELOG) || name.endsWith("-repartition");
  }

  /** At least one finding. */
  List<Finding> of(List<TopicFacts> internal) {
    List<Finding> findings = new ArrayList<>();
    for (TopicFacts topic : internal) {
      if (topic.partitions() != partitions) {
        findings.add(partitions(topic));
      }
      boolean compacted =
          topic
              .setting(TopicConfig.CLEANUP_POLICY_CONFIG)
              .map(set -> set.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
              .orElse(topic.name().endsWith(CHANGELOG));
      if (compacted != topic.name().endsWith(CHANGELOG)) {
        findings.add(policy(topic, compacted));
      }
      if (topic
          .setting(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
          .filter("LogAppendTime"::equals)
          .isPresent()) {
        findings.add(timestamps(topic));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              internal.isEmpty()
                  ? "none yet; Kafka Streams creates them at the start of the stream"
                  : "%d, all with the %d partitions of %s"
                      .formatted(internal.size(), partitions, input)));
    }
    return findings;
  }

  private Finding partitions(TopicFacts topic) {
    return Finding.fail(
        "%s has %d partitions, but %s has %d: Kafka Streams refuses to start"
            .formatted(topic.name(), topic.partitions(), input, partitions),
        "the input of a stream with state keeps its number of partitions: read an input topic with"
            + " %d, or begin anew under another headwater.streams.application-id"
                .formatted(topic.partitions()));
  }

  private static Finding policy(TopicFacts topic, boolean compacted) {
    String wanted =
        compacted ? TopicConfig.CLEANUP_POLICY_DELETE : TopicConfig.CLEANUP_POLICY_COMPACT;
    return Finding.fail(
        topic.name()
            + (compacted
                ? " is compacted, so records are lost between two stages"
                : " is not compacted, so state that is restored from it lacks what is old"),
        "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config cleanup.policy=%s"
            .formatted(topic.name(), wanted));
  }

  private static Finding timestamps(TopicFacts topic) {
    return Finding.fail(
        topic.name() + " has the broker's time in its records (LogAppendTime)",
        "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config message.timestamp.type=CreateTime"
            .formatted(topic.name()));
  }
}
