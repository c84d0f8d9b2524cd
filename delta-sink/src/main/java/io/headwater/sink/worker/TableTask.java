package io.headwater.sink.worker;

import io.headwater.sink.batch.FlushPolicy;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.IncompatibleTable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table's thread from its first to its last moment: waits for storage, for the broker and for the
 * topic, then lets a {@link SinkWorker} work. Never throws; the journal tells how it ended.
 */
public final class TableTask implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(TableTask.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final TableDefinition table;
  private final Target.Opener opener;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final FlushPolicy policy;
  private final Gaps gaps;
  private final Attempts storage;
  private final Attempts broker;
  private final InstantSource clock;
  private final TableJournal journal;
  private final StopSignal stop;

  /**
   * @param consumers makes a consumer that is read_committed, in the table's own group, and leaves
   *     offsets to us
   */
  public TableTask(
      TableDefinition table,
      Target.Opener opener,
      Supplier<Consumer<byte[], byte[]>> consumers,
      FlushPolicy policy,
      Gaps gaps,
      RetrySchedule storageRetries,
      RetrySchedule brokerRetries,
      InstantSource clock,
      TableJournal journal,
      StopSignal stop) {
    this.table = table;
    this.opener = opener;
    this.consumers = consumers;
    this.policy = policy;
    this.gaps = gaps;
    this.storage = new Attempts(storageRetries, clock);
    this.broker = new Attempts(brokerRetries, clock);
    this.clock = clock;
    this.journal = journal;
    this.stop = stop;
  }

  @Override
  public void run() {
    try {
      open().ifPresent(this::work);
      journal.ended();
    } catch (IncompatibleTable e) {
      journal.refused(e.getMessage());
    } catch (TableStopped e) {
      journal.stopped(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("Table {}: this should not happen", table.name(), e);
      journal.stopped("an unexpected error, which the log shows: " + e);
    }
  }

  /** With one consumer after the other, should one give up. */
  private void work(Target target) {
    try {
      for (Optional<Consumer<byte[], byte[]>> consumer = connect();
          consumer.isPresent();
          consumer = connect()) {
        work(target, consumer.get());
      }
    } catch (IncompatibleTable changedSince) {
      throw new TableStopped(changedSince.getMessage(), changedSince);
    }
  }

  private void work(Target target, Consumer<byte[], byte[]> consumer) {
    try {
      new SinkWorker(table, target, consumer, policy, gaps, storage, broker, clock, journal, stop)
          .run();
    } catch (ConsumerFailed e) {
      LOG.debug("Table {}: the consumer gave up", table.name(), e);
      Trouble trouble = Trouble.ofBroker(e.failure());
      journal.troubled(trouble);
      stop.pause(broker.failed(trouble));
    }
  }

  /** Empty when asked to stop before storage answered. */
  private Optional<Target> open() {
    while (!stop.isRequested()) {
      try {
        long begin = System.nanoTime();
        Target target = opener.open();
        journal.replayed(Duration.ofNanos(System.nanoTime() - begin));
        storage.succeeded();
        return Optional.of(target);
      } catch (IOException e) {
        LOG.debug("Table {} cannot be opened", table.name(), e);
        Trouble trouble = Trouble.ofStorage(e);
        journal.troubled(trouble);
        stop.pause(storage.failed(trouble));
      }
    }
    return Optional.empty();
  }

  /**
   * A consumer, once the broker answers and has the topic: subscribing to a missing topic would
   * only fill the log. Empty when asked to stop before.
   */
  private Optional<Consumer<byte[], byte[]>> connect() {
    @Nullable Consumer<byte[], byte[]> consumer = null;
    while (!stop.isRequested()) {
      Trouble trouble = Trouble.ofTopic(table.topic());
      try {
        consumer = consumer == null ? consumers.get() : consumer;
        List<PartitionInfo> partitions = consumer.partitionsFor(table.topic(), PATIENCE);
        if (partitions != null && !partitions.isEmpty()) {
          broker.succeeded();
          return Optional.of(consumer);
        }
      } catch (KafkaException e) {
        trouble = Trouble.ofBroker(e);
      }
      journal.troubled(trouble);
      stop.pause(broker.failed(trouble));
    }
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
    return Optional.empty();
  }
}
