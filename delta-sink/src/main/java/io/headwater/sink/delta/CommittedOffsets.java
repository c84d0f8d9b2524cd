package io.headwater.sink.delta;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a sink stands by a table's own account: for each topic partition the next offset to read,
 * at one version of the table.
 *
 * @param version the table version this was read from
 * @param next next offset to read by partition; a partition the table has nothing of is not in it
 */
public record CommittedOffsets(long version, Map<TopicPartition, Long> next) {

  public CommittedOffsets {
    next = Map.copyOf(next);
  }

  /** The next offset to read; empty when the table has nothing of that partition. */
  public OptionalLong next(TopicPartition partition) {
    Long offset = next.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
