package io.headwater.sink.worker;

import io.headwater.sink.batch.Buffered;
import io.headwater.sink.batch.TableBuffer;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.gaps.Gap;
import io.headwater.sink.worker.WorkerState.Phase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened to one table, for whoever asks: written by its worker, read by health, endpoint and
 * metrics. Says each change of state once, in one sentence. Safe for use by several threads.
 */
public final class TableJournal {

  private static final Logger LOG = LoggerFactory.getLogger(TableJournal.class);

  /** As many as Spark keeps of a query's progress. */
  private static final int KEPT_FLUSHES = 100;

  private final TableDefinition table;
  private final InstantSource clock;
  private final TableMeters meters;
  private final Deque<CommitReport> recentFlushes = new ArrayDeque<>();
  private Runnable whenItCannotGoOn = () -> {};
  private WorkerState state;
  private long rows;
  private long files;
  private long bytes;
  private Buffered buffered = Buffered.NOTHING;
  private Map<TopicPartition, Long> committed = Map.of();
  private Optional<Instant> newestRecord = Optional.empty();

  public TableJournal(TableDefinition table, MeterRegistry registry, InstantSource clock) {
    this.table = table;
    this.clock = clock;
    this.state = new WorkerState(Phase.STARTING, "", clock.instant());
    this.meters = new TableMeters(registry, table.name(), this);
  }

  /** How far the table is now. */
  public synchronized TableProgress progress() {
    return new TableProgress(
        table.name(),
        table.topic(),
        state,
        rows,
        files,
        bytes,
        buffered,
        committed,
        newestRecord,
        List.copyOf(recentFlushes));
  }

  void running() {
    become(Phase.RUNNING, "");
  }

  /** Something fails and is tried again. */
  void troubled(Trouble trouble) {
    become(trouble.phase(), trouble.sentence());
  }

  /**
   * Whom to tell that the table has ended for good, or never began; to be said before the table is
   * worked on. It is called by the table's thread.
   */
  public synchronized void whenItCannotGoOn(Runnable listener) {
    whenItCannotGoOn = listener;
  }

  /** Ended for good. */
  void stopped(String reason) {
    become(Phase.STOPPED, reason);
    tellThatItCannotGoOn();
  }

  /** Never began. */
  void refused(String reason) {
    become(Phase.REFUSED, reason);
    tellThatItCannotGoOn();
  }

  void ended() {
    become(Phase.ENDED, "");
  }

  /** Takes in what waits in {@code buffer}, and where its partitions stand. */
  synchronized void progress(TableBuffer buffer) {
    buffered = buffer.buffered();
    committed = buffer.committed();
    newestRecord = buffer.newestRecord();
  }

  void committed(CommitReport commit, String outcome) {
    synchronized (this) {
      rows += commit.rows();
      files += commit.files();
      bytes += commit.bytes();
      recentFlushes.addLast(commit);
      if (recentFlushes.size() > KEPT_FLUSHES) {
        recentFlushes.removeFirst();
      }
    }
    meters.committed(commit, outcome);
    LOG.debug("{}: {} {}", table.name(), outcome, commit);
  }

  void conflict(String message) {
    meters.outcome("conflict");
    LOG.warn(
        "Table {}: {}. What was buffered is dropped and read again from where the table is.",
        table.name(),
        message);
  }

  /** A gap was recorded, and the table goes on behind it. */
  void gap(Gap gap) {
    meters.gap(gap.kind().text());
    LOG.warn("Table {}: {}; recorded in the table gaps", table.name(), gap.sentence());
  }

  void commitFailed() {
    meters.outcome("failed");
  }

  /** Storage failed in a commit, and only the next attempt can tell whether it landed. */
  void commitUnknown() {
    meters.outcome("unknown");
  }

  /** The table's log was read to find out how far the table is. */
  void replayed(Duration took) {
    meters.replayed(took);
  }

  private void tellThatItCannotGoOn() {
    Runnable listener;
    synchronized (this) {
      listener = whenItCannotGoOn;
    }
    listener.run(); // without the lock: it asks all journals
  }

  private void become(Phase phase, String reason) {
    synchronized (this) {
      if (state.phase() == phase && state.reason().equals(reason)) {
        return;
      }
      boolean samePhase = state.phase() == phase;
      state = new WorkerState(phase, reason, samePhase ? state.since() : clock.instant());
      if (samePhase) {
        return; // the same trouble in other words: said once
      }
    }
    switch (phase) {
      case STOPPED -> LOG.error("Table {} stopped: {}", table.name(), reason);
      case REFUSED -> LOG.error("{}", reason);
      case RETRYING, WAITING_FOR_ACCESS -> LOG.warn("Table {}: {}", table.name(), reason);
      case WAITING_FOR_TOPIC -> LOG.info("Table {}: {}", table.name(), reason);
      case RUNNING -> LOG.info("Table {} gets its rows", table.name());
      // A silent broker is watched by somebody else, who says so once for all tables.
      case STARTING, WAITING_FOR_BROKER, ENDED ->
          LOG.debug("Table {}: {} {}", table.name(), phase, reason);
    }
  }
}
