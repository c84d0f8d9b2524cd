package io.headwater.streams.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a webhook that is new begins: with the alerts from its first start on. The past would be a
 * flood of alerts that are over.
 */
final class Beginnings {

  private final Consumer<?, ?> consumer;
  private final Instant firstStart;

  Beginnings(Consumer<?, ?> consumer, Instant firstStart) {
    this.consumer = consumer;
    this.firstStart = firstStart;
  }

  /**
   * Puts the consumer where it is to go on, and in those of the partitions that it has never
   * committed where it is to begin, and commits that: a stop before the first alert loses none of
   * those that come meanwhile.
   */
  void see(Collection<TopicPartition> assigned) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
    Set<TopicPartition> unknown =
        assigned.stream()
            .filter(partition -> committed.get(partition) == null)
            .collect(Collectors.toSet());
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            consumer.seek(partition, offset.offset());
          }
        });
    if (unknown.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(unknown);
    // A partition may be older than this consumer's knowledge of it, and have alerts of today
    Map<TopicPartition, OffsetAndTimestamp> recent =
        consumer.offsetsForTimes(
            unknown.stream().collect(Collectors.toMap(of -> of, of -> firstStart.toEpochMilli())));
    Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
    for (TopicPartition partition : unknown) {
      OffsetAndTimestamp first = recent.get(partition);
      begin.put(
          partition, new OffsetAndMetadata(first == null ? ends.get(partition) : first.offset()));
    }
    begin.forEach((partition, offset) -> consumer.seek(partition, offset.offset()));
    consumer.commitSync(begin);
  }
}
