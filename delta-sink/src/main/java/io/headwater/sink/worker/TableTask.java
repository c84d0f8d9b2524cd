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
  private final RetrySchedule retries;
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
      RetrySchedule retries,
      InstantSource clock,
      TableJournal journal,
      StopSignal stop) {
    this.table = table;
    this.opener = opener;
    this.consumers = consumers;
    this.policy = policy;
    this.retries = retries;
    this.clock = clock;
    this.journal = journal;
    this.stop = stop;
  }

  @Override
  public void run() {
    try {
      Optional<Target> target = open();
      Optional<Consumer<byte[], byte[]>> consumer =
          target.isPresent() ? connect() : Optional.empty();
      if (target.isPresent() && consumer.isPresent()) {
        new SinkWorker(table, target.get(), consumer.get(), policy, retries, clock, journal, stop)
            .run();
      }
      journal.ended();
    } catch (TableStopped | IncompatibleTable e) {
      journal.stopped(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("Table {}: this should not happen", table.name(), e);
      journal.stopped("an unexpected error, which the log shows: " + e);
    }
  }

  /** Empty when asked to stop before storage answered. */
  private Optional<Target> open() {
    Attempts attempts = new Attempts(retries, clock);
    while (!stop.isRequested()) {
      try {
        return Optional.of(opener.open());
      } catch (IOException e) {
        LOG.debug("Table {} cannot be opened", table.name(), e);
        String trouble = Trouble.ofStorage(e);
        journal.retrying(trouble);
        stop.pause(attempts.failed(trouble));
      }
    }
    return Optional.empty();
  }

  /**
   * A consumer, once the broker answers and has the topic: subscribing to a missing topic would
   * only fill the log. Empty when asked to stop before.
   */
  private Optional<Consumer<byte[], byte[]>> connect() {
    Attempts attempts = new Attempts(retries, clock);
    @Nullable Consumer<byte[], byte[]> consumer = null;
    while (!stop.isRequested()) {
      String trouble = Trouble.ofTopic(table.topic());
      try {
        consumer = consumer == null ? consumers.get() : consumer;
        List<PartitionInfo> partitions = consumer.partitionsFor(table.topic(), PATIENCE);
        if (partitions != null && !partitions.isEmpty()) {
          return Optional.of(consumer);
        }
      } catch (KafkaException e) {
        LOG.debug("Table {}: no broker", table.name(), e);
        trouble = Trouble.ofBroker(e);
      }
      journal.waiting(trouble);
      stop.pause(attempts.failed(trouble));
    }
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
    return Optional.empty();
  }
}
