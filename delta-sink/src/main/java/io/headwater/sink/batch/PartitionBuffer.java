package io.headwater.sink.batch;

import io.headwater.sink.parquet.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The rows read from one topic partition since the table's last commit, and the offset they lead
 * to. The two only ever change together, so that a commit can never name an offset whose rows it
 * does not hold.
 *
 * <p>Not safe for use by several threads.
 */
final class PartitionBuffer {

  private final TopicPartition partition;
  private final List<Row> rows = new ArrayList<>();
  private final Incarnation after;
  private Incarnation before;
  private long flushed;
  private long next;
  private long bytes;
  private OptionalLong oldestTimestamp = OptionalLong.empty();

  /**
   * @param before the incarnation the table names for the partition
   * @param after the incarnation that is read
   * @param start the next offset the table names for it, where reading begins
   */
  PartitionBuffer(TopicPartition partition, Incarnation before, Incarnation after, long start) {
    this.partition = partition;
    this.before = before;
    this.after = after;
    this.flushed = start;
    this.next = start;
  }

  /** Takes in the row of the record at {@code offset}. */
  void add(Row row, long offset) {
    if (offset < next) {
      throw new IllegalStateException(
          "%s: record %d was delivered, but the next one had to be at %d or later"
              .formatted(partition, offset, next));
    }
    rows.add(row);
    bytes += row.estimatedBytes();
    next = offset + 1;
  }

  /**
   * Moves past offsets that hold no record for a reader of committed records: transaction markers
   * and what was aborted.
   */
  void skipTo(long position) {
    if (position < next) {
      throw new IllegalStateException(
          "%s: the consumer is at %d, but its records led to %d"
              .formatted(partition, position, next));
    }
    next = position;
  }

  /** Takes in the record timestamp of the first of some rows that were added. */
  void stamped(long timestamp) {
    if (oldestTimestamp.isEmpty()) {
      oldestTimestamp = OptionalLong.of(timestamp);
    }
  }

  /** The record timestamp of the first row, in milliseconds since the epoch. */
  OptionalLong oldestTimestamp() {
    return oldestTimestamp;
  }

  boolean hasProgress() {
    return next > flushed;
  }

  List<Row> rows() {
    return rows;
  }

  long bytes() {
    return bytes;
  }

  long next() {
    return next;
  }

  long flushedTo() {
    return flushed;
  }

  /** What a commit of everything buffered moves; empty when there is nothing to commit. */
  Optional<OffsetAdvance> advance() {
    return hasProgress()
        ? Optional.of(new OffsetAdvance(partition, OptionalLong.of(flushed), next, before, after))
        : Optional.empty();
  }

  /** Forgets what is in the table now. */
  void flushed() {
    if (hasProgress()) {
      before = after;
      flushed = next;
      rows.clear();
      bytes = 0;
      oldestTimestamp = OptionalLong.empty();
    }
  }
}
