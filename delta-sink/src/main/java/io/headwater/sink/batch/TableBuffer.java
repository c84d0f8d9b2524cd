package io.headwater.sink.batch;

import io.headwater.sink.parquet.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All that was read for one table and is not committed yet, by topic partition.
 *
 * <p>Not safe for use by several threads.
 */
public final class TableBuffer {

  private final Map<TopicPartition, PartitionBuffer> partitions = new LinkedHashMap<>();
  private @Nullable Instant since;
  private long drops;
  private long newestTimestamp = Long.MIN_VALUE;

  /**
   * Begins a partition, with nothing buffered.
   *
   * @param before the incarnation the table names for it
   * @param after the incarnation that is read
   * @param start the next offset the table names for it, where reading begins
   */
  public void open(TopicPartition partition, Incarnation before, Incarnation after, long start) {
    partitions.put(partition, new PartitionBuffer(partition, before, after, start));
  }

  /** Begins a partition of an incarnation of which nothing is known. */
  public void open(TopicPartition partition, long start) {
    open(partition, Incarnation.UNKNOWN, Incarnation.UNKNOWN, start);
  }

  /** Forgets partitions and what was buffered of them. */
  public void drop(Collection<TopicPartition> gone) {
    partitions.keySet().removeAll(gone);
    drops++;
    if (isEmpty()) {
      since = null;
    }
  }

  /** How often something was dropped: as long as that stays, rows were only added. */
  public long drops() {
    return drops;
  }

  /** Whether the partition was begun. */
  public boolean isOpen(TopicPartition partition) {
    return partitions.containsKey(partition);
  }

  /** Takes in the row of the record at {@code offset}, read at {@code now}. */
  public void add(TopicPartition partition, Row row, long offset, Instant now) {
    partition(partition).add(row, offset);
    startWaiting(now);
  }

  /** Takes in that the consumer's position is {@code position}, past what was added. */
  public void skipTo(TopicPartition partition, long position, Instant now) {
    PartitionBuffer buffer = partition(partition);
    if (position != buffer.next()) {
      buffer.skipTo(position);
      startWaiting(now);
    }
  }

  /** Takes in the record timestamps, in milliseconds, of the first and last of rows just added. */
  public void stamped(TopicPartition partition, long first, long last) {
    partition(partition).stamped(first);
    newestTimestamp = Math.max(newestTimestamp, last);
  }

  /** The newest record timestamp that was read, also of what is committed; empty for none. */
  public Optional<Instant> newestRecord() {
    return newestTimestamp == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(newestTimestamp));
  }

  /** How much waits. */
  public Buffered buffered() {
    long rows = 0;
    long bytes = 0;
    long oldest = Long.MAX_VALUE;
    for (PartitionBuffer buffer : partitions.values()) {
      rows += buffer.rows().size();
      bytes += buffer.bytes();
      oldest = Math.min(oldest, buffer.oldestTimestamp().orElse(Long.MAX_VALUE));
    }
    Optional<Instant> oldestRecord =
        oldest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest));
    return new Buffered(rows, bytes, Optional.ofNullable(since), oldestRecord);
  }

  /** Everything that waits, as one batch; empty when nothing does. */
  public Optional<TableBatch> batch() {
    List<Row> rows = new ArrayList<>();
    List<OffsetAdvance> advances = new ArrayList<>();
    for (PartitionBuffer buffer : partitions.values()) {
      buffer.advance().ifPresent(advances::add);
      rows.addAll(buffer.rows());
    }
    return advances.isEmpty() ? Optional.empty() : Optional.of(new TableBatch(rows, advances));
  }

  /** Forgets all rows, because the table has them now. */
  public void flushed() {
    partitions.values().forEach(PartitionBuffer::flushed);
    since = null;
  }

  /** By partition, the next offset to read if nothing that waits were ever committed. */
  public Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> committed = new HashMap<>();
    partitions.forEach((partition, buffer) -> committed.put(partition, buffer.flushedTo()));
    return committed;
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return partitions.values().stream().noneMatch(PartitionBuffer::hasProgress);
  }

  private PartitionBuffer partition(TopicPartition partition) {
    PartitionBuffer buffer = partitions.get(partition);
    if (buffer == null) {
      throw new IllegalStateException(partition + " was read, but its position was never settled");
    }
    return buffer;
  }

  private void startWaiting(Instant now) {
    if (since == null) {
      since = now;
    }
  }
}
