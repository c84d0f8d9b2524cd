package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks the broker about consumer groups. */
final class BrokerGroups {

  private final BrokerSession session;

  BrokerGroups(BrokerSession session) {
    this.session = session;
  }

  /**
   * What it says of a group, there or not.
   *
   * @throws ExecutionException when it does not answer, or may not answer us
   */
  GroupFacts facts(String group) throws ExecutionException, InterruptedException {
    Admin admin = session.admin();
    ConsumerGroupDescription description;
    try {
      description = admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
    } catch (ExecutionException e) {
      if (Reason.unwrapped(e) instanceof GroupIdNotFoundException) {
        return new GroupFacts(group, "", List.of(), Set.of(), 0, 0);
      }
      throw e;
    }
    if (description.groupState() == GroupState.DEAD) {
      return new GroupFacts(group, "", List.of(), Set.of(), 0, 0);
    }
    Map<TopicPartition, Long> positions = positions(admin, group);
    Map<TopicPartition, Long> begins = offsets(admin, positions.keySet(), OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(admin, positions.keySet(), OffsetSpec.latest());
    long lag = 0;
    long lost = 0;
    for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
      long at = position.getValue();
      lag += Math.max(0, ends.getOrDefault(position.getKey(), at) - at);
      lost += Math.max(0, begins.getOrDefault(position.getKey(), at) - at);
    }
    return new GroupFacts(
        group,
        description.groupState().toString(),
        description.members().stream()
            .map(member -> member.clientId() + " at " + member.host().replace("/", ""))
            .sorted()
            .toList(),
        description.members().stream()
            .flatMap(member -> member.assignment().topicPartitions().stream())
            .map(TopicPartition::topic)
            .collect(Collectors.toSet()),
        lag,
        lost);
  }

  private static Map<TopicPartition, Long> positions(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    committed.entrySet().stream()
        .filter(entry -> Objects.nonNull(entry.getValue()))
        .forEach(entry -> positions.put(entry.getKey(), entry.getValue().offset()));
    return positions;
  }

  /** Partitions of topics that are gone are left out. */
  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec spec) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    new HashSet<>(partitions).forEach(partition -> question.put(partition, spec));
    var answer = admin.listOffsets(question);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      try {
        ListOffsetsResultInfo info = answer.partitionResult(partition).get();
        offsets.put(partition, info.offset());
      } catch (ExecutionException gone) {
        // Neither its lag nor its loss is known
      }
    }
    return offsets;
  }
}
