package io.headwater.streams.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition may be committed: up to its first record that is neither delivered nor
 * filed as undelivered, and where there is none, up to where the consumer is, which is behind the
 * marks of transactions too. An offset is always the next one to read. Not safe for use by several
 * threads.
 *
 * <p>With the offset goes, as its metadata, the time of the first record that waits, or else of the
 * latest one: should the offset mean nothing any more, it says what was delivered.
 */
final class OffsetLedger {

  private static final class Partition {
    private final TreeMap<Long, Instant> open = new TreeMap<>();
    private final TreeSet<Long> settledTooSoon = new TreeSet<>();
    private Optional<Instant> latest = Optional.empty();
    private long next = -1;
    private long committed = -1;

    private void close(long offset) {
      open.remove(offset);
      if (open.isEmpty()) {
        settledTooSoon.clear();
      } else {
        settledTooSoon.headSet(open.firstKey()).clear();
      }
    }

    private OffsetAndMetadata committable() {
      return open.isEmpty()
          ? at(next, latest)
          : at(open.firstKey(), Optional.of(open.firstEntry().getValue()));
    }
  }

  private final Map<TopicPartition, Partition> partitions = new HashMap<>();

  /** The time that goes with an offset of a ledger's; empty when no record had been read. */
  static Optional<Instant> timeOf(OffsetAndMetadata offset) {
    try {
      return Optional.of(Instant.parse(offset.metadata()));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** The partition is read on from there. */
  void begin(TopicPartition partition, OffsetAndMetadata from) {
    Partition book = partitions.computeIfAbsent(partition, of -> new Partition());
    book.next = from.offset();
    book.latest = timeOf(from);
  }

  /** A record was read, and is not settled yet. */
  void read(TopicPartition partition, long offset, Instant time) {
    Partition book = partitions.computeIfAbsent(partition, of -> new Partition());
    book.open.put(offset, time);
    book.next = offset + 1;
    book.latest = book.latest.filter(time::isBefore).or(() -> Optional.of(time));
  }

  /** All up to there was read, and what has no record there is nothing to wait for. */
  void reached(TopicPartition partition, long position) {
    Partition book = partitions.computeIfAbsent(partition, of -> new Partition());
    book.next = Math.max(book.next, position);
  }

  /** The record is delivered or filed: that would be done again if it were read again. */
  void settle(TopicPartition partition, long offset) {
    Partition book = partitions.get(partition);
    if (book != null) {
      book.settledTooSoon.add(offset);
      book.close(offset);
    }
  }

  /** There is nothing to be done about the record, however often it is read. */
  void passOver(TopicPartition partition, long offset) {
    Partition book = partitions.get(partition);
    if (book != null) {
      book.close(offset);
    }
  }

  /**
   * How many records of the partition a restart would see to, or see to again: those that are not
   * settled, and those that are, but behind one that is not.
   */
  int uncommitted(TopicPartition partition) {
    Partition book = partitions.get(partition);
    return book == null ? 0 : book.open.size() + book.settledTooSoon.size();
  }

  /** How far the partition may be committed. */
  OffsetAndMetadata committable(TopicPartition partition) {
    Partition book = partitions.get(partition);
    return book == null ? at(0, Optional.empty()) : book.committable();
  }

  /** What has become committable since {@link #committed} was told last. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, book) -> {
          OffsetAndMetadata committable = book.committable();
          if (committable.offset() > book.committed) {
            offsets.put(partition, committable);
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

  private static OffsetAndMetadata at(long offset, Optional<Instant> time) {
    return new OffsetAndMetadata(offset, time.map(Instant::toString).orElse(""));
  }
}
