package io.headwater.sink.worker;

import io.headwater.sink.batch.FlushPolicy;
import io.headwater.sink.batch.TableBuffer;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Conflict;
import io.headwater.sink.delta.CommitOutcome.Unknown;
import io.headwater.sink.worker.Committer.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one topic into one table: poll → buffer → flush → commit, on one thread, with a consumer
 * of its own.
 *
 * <p>Each record is in the table exactly once: rows and the offsets they lead to are committed
 * together, and reading begins where the table says. So all that goes wrong has one of three
 * answers, none of which can lose or double a row: keep the rows and try their commit again
 * (storage); drop them and read them again from where the table is (another writer, a partition
 * that was lost); stop (records that break the contract, or that are gone from the topic, unless
 * such gaps are to be recorded).
 *
 * <p>Memory: the buffer holds the policy's bytes and at most one poll ({@code max.poll.records})
 * beyond them, the consumer one fetch ({@code fetch.max.bytes}), a file that is written one row
 * group, which is never more than the buffer. While commits fail nothing more is read.
 */
final class SinkWorker {

  private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final TableDefinition table;
  private final Consumer<byte[], byte[]> consumer;
  private final FlushPolicy policy;
  private final InstantSource clock;
  private final TableJournal journal;
  private final StopSignal stop;
  private final TableBuffer buffer = new TableBuffer();
  private final Target target;
  private final Committer committer;
  private final Intake intake;
  private final Attempts storage;
  private final Attempts broker;

  SinkWorker(
      TableDefinition table,
      Target target,
      Consumer<byte[], byte[]> consumer,
      FlushPolicy policy,
      Gaps gaps,
      Attempts storage,
      Attempts broker,
      InstantSource clock,
      TableJournal journal,
      StopSignal stop) {
    this.table = table;
    this.consumer = consumer;
    this.policy = policy;
    this.clock = clock;
    this.journal = journal;
    this.stop = stop;
    this.target = target;
    this.committer = new Committer(target, clock);
    StartPositions positions = new StartPositions(table, consumer, target.log(), gaps, journal);
    this.intake = new Intake(table, consumer, positions, buffer, clock, this::handOver);
    this.storage = storage;
    this.broker = broker;
  }

  /**
   * Works until it is asked to stop, then commits what is buffered, if storage lets it.
   *
   * @throws TableStopped when it must not go on; what came before is committed as well
   */
  void run() {
    intake.subscribe();
    try {
      while (!stop.isRequested()) {
        read();
        if (storage.haveTurn() && policy.isDue(buffer.buffered(), clock.instant())) {
          flush();
        }
        tidy();
        report();
      }
    } finally {
      drain();
    }
  }

  private void read() {
    settle();
    try {
      intake.poll(POLL);
      if (!intake.isUnsettled()) {
        broker.succeeded();
      }
    } catch (LogTruncationException e) {
      intake.truncated(e);
    } catch (OffsetOutOfRangeException e) {
      readAgain(e);
    } catch (UnknownTopicOrPartitionException e) {
      stop.pause(broker.failed(Trouble.ofTopic(table.topic())));
    } catch (RetriableException | AuthenticationException | AuthorizationException e) {
      stop.pause(broker.failed(Trouble.ofBroker(e)));
    }
  }

  /**
   * Whatever fails here, the consumer is polled: settled partitions go on, and only polling can
   * take away a partition that can never be settled, because the topic has it no longer.
   */
  private void settle() {
    if (!intake.isUnsettled() || !storage.haveTurn() || !broker.haveTurn()) {
      return;
    }
    try {
      long begin = System.nanoTime();
      intake.settle();
      journal.replayed(Duration.ofNanos(System.nanoTime() - begin));
      storageWorks();
    } catch (IOException e) {
      storageFails(e);
    } catch (UnknownTopicOrPartitionException e) {
      broker.failed(Trouble.ofTopic(table.topic()));
    } catch (KafkaException e) {
      broker.failed(Trouble.ofBroker(e));
    }
  }

  private void flush() {
    try {
      if (!buffer.isEmpty()) {
        intake.dropRowsOfAnotherTopic();
      }
      Optional<Attempt> attempt = committer.commit(buffer);
      if (attempt.isPresent() && attempt.get().outcome() instanceof Unknown unknown) {
        journal.commitUnknown();
        storageFails(unknown.failure()); // the next attempt finds out, with the same rows and files
        return;
      }
      attempt.ifPresent(this::conclude);
      storageWorks();
    } catch (IOException e) {
      journal.commitFailed();
      storageFails(e);
    } catch (KafkaException e) {
      // Nobody says which topic the rows are of, so they wait, and no more are read meanwhile.
      intake.hold();
      stop.pause(broker.failed(Trouble.ofBroker(e)));
    }
  }

  private void conclude(Attempt attempt) {
    if (attempt.outcome() instanceof Committed committed) {
      landed(attempt.report(clock.instant(), committed.version(), intake.unread()), "committed");
    } else if (attempt.outcome() instanceof AlreadyApplied applied) {
      landed(
          attempt.report(clock.instant(), applied.version(), intake.unread()), "already_applied");
    } else if (attempt.outcome() instanceof Conflict conflict) {
      journal.conflict(conflict.message());
      intake.rewind();
    }
  }

  private void landed(CommitReport report, String outcome) {
    buffer.flushed();
    journal.committed(report, outcome);
    intake.advise(buffer.committed());
  }

  /** Before partitions go to another worker. One attempt: the group must not wait for storage. */
  private void handOver() {
    if (!storage.areFailing()) {
      flush();
    }
  }

  private void storageWorks() {
    storage.succeeded();
    intake.release();
  }

  private void storageFails(IOException e) {
    Duration delay = storage.failed(Trouble.ofStorage(e));
    LOG.debug("Table {}: next attempt in {}", table.name(), delay, e);
    intake.hold();
  }

  /** The topic lost what comes next while we were reading: the table tells how much is missing. */
  private void readAgain(OffsetOutOfRangeException e) {
    flush();
    if (buffer.isEmpty()) {
      intake.rewind(e.partitions());
    }
  }

  /** Of the sinks that share a topic, the one that has its first partition keeps the table tidy. */
  private void tidy() {
    if (storage.areFailing()) {
      return;
    }
    if (buffer.isOpen(new TopicPartition(table.topic(), 0))) {
      target.maintenance().tend(target.log());
    } else {
      target.maintenance().rest(target.log());
    }
  }

  private void report() {
    boolean waits = storage.areFailing() || intake.isHeld();
    if (waits && buffer.isEmpty() && !intake.isUnsettled()) {
      storageWorks(); // what was to be tried again went to another worker
    }
    journal.progress(buffer);
    storage.trouble().or(broker::trouble).ifPresentOrElse(journal::troubled, journal::running);
  }

  /** Leaves the group whatever happens: others would wait for its partitions for minutes. */
  private void drain() {
    try {
      flush();
    } finally {
      leave();
      target.maintenance().close(target.log());
    }
  }

  private void leave() {
    if (!buffer.isEmpty()) {
      LOG.info(
          "Table {}: {} rows were read and not committed; the next start reads them again",
          table.name(),
          buffer.buffered().rows());
    }
    committer.abandon();
    journal.progress(buffer);
    intake.close();
    try {
      consumer.close(CloseOptions.timeout(GOODBYE));
    } catch (KafkaException e) {
      LOG.debug("Table {}: the consumer was not closed in good order", table.name(), e);
    }
  }
}
