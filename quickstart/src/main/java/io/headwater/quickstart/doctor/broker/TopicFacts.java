package io.headwater.quickstart.doctor.broker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What the broker says of a topic.
 *
 * @param leaderless partitions that nobody can read or write now
 * @param leastInSync the replicas that are up to date, in the partition that has the fewest
 * @param settings by Kafka's names; empty when they may not be seen
 * @param allowed what we may do with it; empty when the broker does not tell
 */
record TopicFacts(
    String name,
    int partitions,
    int leaderless,
    int leastInSync,
    Map<String, String> settings,
    Optional<Set<AclOperation>> allowed) {

  TopicFacts {
    settings = Map.copyOf(settings);
  }

  /** A setting; empty when it is not known. */
  Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  /** A setting that is a number; empty when it is not known or none. */
  Optional<Long> number(String name) {
    return setting(name).filter(value -> value.matches("-?\\d{1,18}")).map(Long::parseLong);
  }
}
