package io.headwater.sink.worker;

import io.headwater.model.EventTime;
import io.headwater.model.json.ContractViolation;
import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.batch.TableBuffer;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer's side of a worker: which partitions it has, from where it reads them, and what it
 * read, as rows in the buffer. Lives on the worker's thread, as the consumer's callbacks do.
 *
 * <p>A partition is read only after its position was settled from the table. Until then it is
 * parked: at any offset, and paused, so that the consumer never looks for a position of its own.
 */
final class Intake implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private final TableDefinition table;
  private final Consumer<byte[], byte[]> consumer;
  private final StartPositions positions;
  private final RowMapper mapper;
  private final TableBuffer buffer;
  private final InstantSource clock;
  private final Runnable lastFlush;
  private final Set<TopicPartition> parked = new HashSet<>();
  private final Map<TopicPartition, Start> settled = new HashMap<>();
  private boolean held;
  private boolean closed;

  /**
   * @param lastFlush called before partitions are handed over: commits what is buffered, if that
   *     can be done now
   */
  Intake(
      TableDefinition table,
      Consumer<byte[], byte[]> consumer,
      StartPositions positions,
      TableBuffer buffer,
      InstantSource clock,
      Runnable lastFlush) {
    this.table = table;
    this.consumer = consumer;
    this.positions = positions;
    this.mapper = new RowMapper(table);
    this.buffer = buffer;
    this.clock = clock;
    this.lastFlush = lastFlush;
  }

  void subscribe() {
    consumer.subscribe(List.of(table.topic()), this);
  }

  boolean isUnsettled() {
    return !parked.isEmpty();
  }

  /**
   * Settles where to read the partitions that came since the last call, from the table alone:
   * Kafka's committed offsets may be behind it or ahead. A partition whose gap was recorded stays
   * unsettled until the next call.
   *
   * @throws IOException when the table cannot be read now
   * @throws TableStopped when the topic no longer has what the table needs next
   */
  void settle() throws IOException {
    if (parked.isEmpty()) {
      return;
    }
    Map<TopicPartition, Start> starts = positions.find(Set.copyOf(parked));
    starts.forEach(
        (partition, start) -> {
          buffer.open(partition, start.before(), start.after(), start.offset());
          consumer.seek(partition, start.offset());
          settled.put(partition, start);
          parked.remove(partition);
          LOG.debug("Table {}: {} is read from offset {}", table.name(), partition, start);
        });
    if (!held) {
      consumer.resume(starts.keySet());
    }
  }

  /**
   * Drops what was read of a topic that is not the one it was taken for, because it was created
   * anew while it was read; to be called before rows are committed. What was read before this call
   * and is still buffered after it is of the topic the table knows.
   *
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer; then nothing is
   *     known
   */
  void dropRowsOfAnotherTopic() {
    Map<TopicPartition, Incarnation> read = new HashMap<>();
    settled.forEach((partition, start) -> read.put(partition, start.after()));
    Collection<TopicPartition> others = positions.ofAnotherTopic(read);
    if (!others.isEmpty()) {
      LOG.debug("Table {}: {} are of a topic that was created anew", table.name(), others);
      rewind(others);
    }
  }

  /**
   * The broker has lost the end of some partitions, and may have other records in its place: what
   * was read and is not in the table yet is dropped, because it may be gone.
   */
  void truncated(LogTruncationException loss) {
    loss.divergentOffsets()
        .forEach((partition, from) -> positions.truncatedTo(partition, from.offset()));
    rewind(loss.partitions());
  }

  /**
   * Reads what is there and buffers it.
   *
   * @throws TableStopped at a record that breaks the contract; what came before it is buffered
   * @throws ConsumerFailed when this consumer is of no use any more
   */
  void poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = ConsumerFailed.told(() -> consumer.poll(timeout));
    Instant now = clock.instant();
    long micros = EventTime.ofInstant(now);
    for (TopicPartition partition : records.partitions()) {
      // One that was lost or parked during this very poll will be read again, here or elsewhere.
      Start start = settled.get(partition);
      if (start != null) {
        long ingestedAt = Math.max(micros, start.ingestedNotBefore());
        List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
        for (ConsumerRecord<byte[], byte[]> record : read) {
          buffer.add(partition, row(record, ingestedAt), record.offset(), now);
        }
        buffer.stamped(partition, read.get(0).timestamp(), read.get(read.size() - 1).timestamp());
      }
    }
    for (Map.Entry<TopicPartition, OffsetAndMetadata> next : records.nextOffsets().entrySet()) {
      if (buffer.isOpen(next.getKey())) {
        buffer.skipTo(next.getKey(), next.getValue().offset(), now);
      }
    }
  }

  /** Records that the topic has and that were not read, as far as the consumer knows. */
  long unread() {
    return consumer.assignment().stream()
        .filter(partition -> !parked.contains(partition))
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  /** Whether reading is stopped. */
  boolean isHeld() {
    return held;
  }

  /** Stops reading, but stays in the group. */
  void hold() {
    held = true;
    consumer.pause(consumer.assignment());
  }

  void release() {
    if (!held) {
      return;
    }
    held = false;
    Set<TopicPartition> settled = new HashSet<>(consumer.assignment());
    settled.removeAll(parked);
    consumer.resume(settled);
  }

  /** Drops what was buffered of all partitions and reads them again from where the table is. */
  void rewind() {
    rewind(consumer.assignment());
  }

  /** The same for some partitions. */
  void rewind(Collection<TopicPartition> partitions) {
    buffer.drop(partitions);
    park(partitions);
  }

  /** Tells Kafka how far the table is: for its tools that show lag, never for us to read. */
  void advise(Map<TopicPartition, Long> committed) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    committed.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    consumer.commitAsync(
        offsets,
        (ignored, failure) -> {
          if (failure != null) {
            LOG.debug("Table {}: Kafka was not told the offsets", table.name(), failure);
          }
        });
  }

  /** Closing the consumer calls back, too: there is nothing left to do then. */
  void close() {
    closed = true;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    park(partitions);
  }

  /** Partitions go to another worker: it had better find their rows in the table. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!closed) {
      lastFlush.run();
    }
    onPartitionsLost(partitions);
  }

  /** Another worker may read these already: a commit of ours could only come too late. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    buffer.drop(partitions);
    parked.removeAll(partitions);
    partitions.forEach(settled::remove);
    positions.forget(partitions);
  }

  private void park(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    partitions.forEach(settled::remove);
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, 0);
    }
    parked.addAll(partitions);
  }

  private Row row(ConsumerRecord<byte[], byte[]> record, long ingestedAt) {
    try {
      return mapper.map(record, ingestedAt);
    } catch (ContractViolation e) {
      throw new TableStopped(
          e.getMessage()
              + ". Rows are never skipped: find out who writes to this topic, then either delete"
              + " the record from it or run a sink that knows its form",
          e);
    }
  }
}
