package io.headwater.streams.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition may be committed: up to its first record that is neither delivered nor
 * filed as undelivered, and where there is none, up to where the consumer is, which is behind the
 * marks of transactions too. An offset is always the next one to read. Not safe for use by several
 * threads.
 */
final class OffsetLedger {

  private static final class Partition {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next = -1;
    private long committed = -1;

    private long committable() {
      return open.isEmpty() ? next : open.first();
    }
  }

  private final Map<TopicPartition, Partition> partitions = new HashMap<>();

  /** A record was read, and is not settled yet. */
  void read(TopicPartition partition, long offset) {
    Partition book = partitions.computeIfAbsent(partition, of -> new Partition());
    book.open.add(offset);
    book.next = offset + 1;
  }

  /** All up to there was read, and what has no record there is nothing to wait for. */
  void reached(TopicPartition partition, long position) {
    Partition book = partitions.computeIfAbsent(partition, of -> new Partition());
    book.next = Math.max(book.next, position);
  }

  /** Nothing is to be done about that record any more. */
  void settle(TopicPartition partition, long offset) {
    Partition book = partitions.get(partition);
    if (book != null) {
      book.open.remove(offset);
    }
  }

  /** How many records of the partition are not settled. */
  int open(TopicPartition partition) {
    Partition book = partitions.get(partition);
    return book == null ? 0 : book.open.size();
  }

  /** What has become committable since {@link #committed} was told last. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, book) -> {
          if (book.committable() > book.committed) {
            offsets.put(partition, new OffsetAndMetadata(book.committable()));
          }
        });
    return offsets;
  }

  /** The broker has these. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          Partition book = partitions.get(partition);
          if (book != null) {
            book.committed = Math.max(book.committed, offset.offset());
          }
        });
  }

  /** The partition is somebody else's now. */
  void forget(TopicPartition partition) {
    partitions.remove(partition);
  }
}
