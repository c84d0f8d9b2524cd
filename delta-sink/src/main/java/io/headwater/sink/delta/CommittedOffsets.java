package io.headwater.sink.delta;

import io.headwater.sink.batch.Incarnation;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a sink stands by a table's own account: for each topic partition the next offset to read,
 * at one version of the table.
 *
 * @param version the table version this was read from
 * @param next next offset to read by partition; a partition the table has nothing of is not in it
 * @param incarnations what the table remembers of the topic by partition; a partition of which it
 *     remembers nothing is not in it
 */
public record CommittedOffsets(
    long version, Map<TopicPartition, Long> next, Map<TopicPartition, Incarnation> incarnations) {

  public CommittedOffsets {
    next = Map.copyOf(next);
    incarnations = Map.copyOf(incarnations);
  }

  /** Offsets of topics of which nothing else is remembered. */
  public CommittedOffsets(long version, Map<TopicPartition, Long> next) {
    this(version, next, Map.of());
  }

  /** The next offset to read; empty when the table has nothing of that partition. */
  public OptionalLong next(TopicPartition partition) {
    Long offset = next.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** What the offsets of the partition are counted in. */
  public Incarnation incarnation(TopicPartition partition) {
    return incarnations.getOrDefault(partition, Incarnation.UNKNOWN);
  }
}
