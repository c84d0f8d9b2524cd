package io.headwater.streams.runtime;

import io.headwater.streams.time.PartitionProgress.Confirmed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker how far a topic goes (for readers of what is committed) and how far a group has
 * read it. Used by one thread.
 */
final class OffsetsQuestion implements BrokerProgress.Question {

  private static final ListOffsetsOptions READABLE =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final String topic;
  private final String group;
  private final Map<String, Object> adminConfig;
  private final InstantSource clock;
  private @Nullable Admin admin;

  OffsetsQuestion(
      String topic, String group, Map<String, Object> adminConfig, InstantSource clock) {
    this.topic = topic;
    this.group = group;
    this.adminConfig = Map.copyOf(adminConfig);
    this.clock = clock;
  }

  @Override
  public BrokerProgress.Answer ask() throws ExecutionException, InterruptedException {
    Admin asked = admin();
    Instant at = clock.instant();
    var committed = asked.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
    List<TopicPartition> partitions = partitions(asked);
    var starts = asked.listOffsets(all(partitions, OffsetSpec.earliest()), READABLE).all();
    var ends = asked.listOffsets(all(partitions, OffsetSpec.latest()), READABLE).all();
    return new BrokerProgress.Answer(at, merged(starts.get(), ends.get(), committed.get(), at));
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(2));
    }
  }

  private List<TopicPartition> partitions(Admin asked)
      throws ExecutionException, InterruptedException {
    return asked
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private static Map<TopicPartition, OffsetSpec> all(
      List<TopicPartition> partitions, OffsetSpec spec) {
    return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
  }

  private static Map<Integer, Confirmed> merged(
      Map<TopicPartition, ListOffsetsResultInfo> starts,
      Map<TopicPartition, ListOffsetsResultInfo> ends,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Instant at) {
    Map<Integer, Confirmed> merged = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          long start = starts.get(partition).offset();
          OffsetAndMetadata position = committed.get(partition);
          long next = position == null ? start : Math.max(start, position.offset());
          merged.put(partition.partition(), new Confirmed(end.offset(), next, at));
        });
    return merged;
  }

  private Admin admin() {
    Admin made = admin;
    if (made == null) {
      made = Admin.create(adminConfig);
      admin = made;
    }
    return made;
  }
}
