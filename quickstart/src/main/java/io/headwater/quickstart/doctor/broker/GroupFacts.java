package io.headwater.quickstart.doctor.broker;

import java.util.List;
import java.util.Set;

/**
 * What the broker says of a consumer group.
 *
 * @param state in Kafka's words; empty when there is no such group
 * @param members who is in it, with its host
 * @param topics that its members read now
 * @param lag records that it has not read yet, where it has a position
 * @param lost records behind its position that the topic has deleted already
 */
record GroupFacts(
    String name, String state, List<String> members, Set<String> topics, long lag, long lost) {

  GroupFacts {
    members = List.copyOf(members);
    topics = Set.copyOf(topics);
  }
}
