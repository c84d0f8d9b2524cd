package io.headwater.streams.time;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the broker last said about the input partitions: the only proof that a partition without new
 * records is idle, and not merely unread or cut off.
 *
 * <p>Implementations are called from stream threads for each partition once a second: they answer
 * at once, from memory, and may be called by several threads.
 */
public interface PartitionProgress {

  /**
   * What the broker last confirmed for an input partition.
   *
   * @param endOffset the offset after the last record that can be read, transaction markers
   *     included
   * @param committedOffset the next offset the application's group is to read, as committed; where
   *     it has committed none, or the topic no longer has that record, the first one there is
   * @param at when the question was sent, by the wall clock of this process: records that arrived
   *     later may be missing from the answer
   */
  record Confirmed(long endOffset, long committedOffset, Instant at) {}

  /** The latest answer for that partition; empty as long as the broker has given none. */
  Optional<Confirmed> latest(int partition);

  /** How many input partitions there are; empty as long as the broker has not said. */
  OptionalInt partitions();
}
