package io.headwater.sink.batch;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one commit moves one topic partition.
 *
 * @param expected the next offset the table named when the batch began; empty when it named none.
 *     The commit fails if the table says something else by now
 * @param next the next offset to read once the commit has landed
 */
public record OffsetAdvance(TopicPartition partition, OptionalLong expected, long next) {

  public OffsetAdvance {
    if (next < 0 || expected.orElse(0) > next) {
      throw new IllegalArgumentException(
          "%s cannot go from %s to %d".formatted(partition, expected, next));
    }
  }
}
