package io.headwater.sink.batch;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one commit moves one topic partition.
 *
 * @param expected the next offset the table named when the batch began; empty when it named none.
 *     The commit fails if the table says something else by now
 * @param next the next offset to read once the commit has landed. Not below {@code expected},
 *     unless the commit passes a recorded gap
 * @param before the incarnation the table named when the batch began; the commit fails if it names
 *     another by now
 * @param after the incarnation {@code next} belongs to
 */
public record OffsetAdvance(
    TopicPartition partition,
    OptionalLong expected,
    long next,
    Incarnation before,
    Incarnation after) {

  public OffsetAdvance {
    boolean passesGap = after.gaps() > before.gaps();
    if (next < 0 || (expected.orElse(0) > next && !passesGap)) {
      throw new IllegalArgumentException(
          "%s cannot go from %s to %d".formatted(partition, expected, next));
    }
  }

  /** An advance in an incarnation of which nothing is known. */
  public OffsetAdvance(TopicPartition partition, OptionalLong expected, long next) {
    this(partition, expected, next, Incarnation.UNKNOWN, Incarnation.UNKNOWN);
  }
}
