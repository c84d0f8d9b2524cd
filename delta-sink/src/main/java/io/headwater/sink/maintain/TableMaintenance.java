package io.headwater.sink.maintain;

import io.headwater.sink.delta.ReplaceOutcome;
import io.headwater.sink.delta.ReplaceOutcome.Outdated;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.maintain.CompactionPlan.Debt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits a table's chores in beside its appends. The work itself is done on a background thread, one
 * chore at a time; what it has to commit is committed by the table's own thread, between two
 * flushes, so that the table never races against itself. Whatever goes wrong is said once and tried
 * again later: maintenance never stops a table.
 *
 * <p>Belongs to the table's thread.
 */
public final class TableMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(TableMaintenance.class);

  /** How long the end waits for work that was called off to delete what it wrote. */
  private static final Duration GOODBYE = Duration.ofSeconds(3);

  /** Files that waited for longer might be taken for left behind, by a vacuum of somebody else. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final String table;
  private final List<ChoreTurns> chores;
  private final Executor background;
  private final InstantSource clock;
  private final MaintenanceJournal journal;
  private @Nullable ChoreRun running;

  /**
   * A chore and how often it is to be done.
   *
   * @param name for the log and for metrics, such as {@code compaction}
   * @param every from the end of one turn to the next
   */
  public record Scheduled(String name, Duration every, Chore chore) {}

  /**
   * @param background runs the chores, one after the other; may be that of many tables
   */
  public TableMaintenance(
      String table,
      List<Scheduled> chores,
      Executor background,
      InstantSource clock,
      MaintenanceJournal journal) {
    this.table = table;
    this.chores = chores.stream().map(chore -> new ChoreTurns(chore, clock.instant())).toList();
    this.background = background;
    this.clock = clock;
    this.journal = journal;
    this.chores.forEach(turns -> journal.expect(turns.name()));
  }

  /**
   * Goes one step on: commits what is ready, and begins what is due. Returns at once but for the
   * time a commit takes.
   *
   * @param log the table's own, used by the same thread
   */
  public void tend(TableLog log) {
    if (running != null && running.isOver()) {
      conclude(log, running);
      running = null;
    }
    if (running == null) {
      Instant now = clock.instant();
      chores.stream()
          .filter(turns -> turns.isDue(now))
          .min(Comparator.comparing(ChoreTurns::next))
          .ifPresent(this::begin);
    }
  }

  /** Does nothing, because it is another sink's turn to: calls off what is being done. */
  public void rest(TableLog log) {
    journal.debt(Debt.NONE); // the other sink tells it
    if (running != null) {
      running.callOff();
      if (running.isOver()) {
        giveUp(log, running);
        running = null;
      }
    }
  }

  /** Ends: calls off what is being done, and waits a little until it has left nothing behind. */
  public void close(TableLog log) {
    if (running != null) {
      running.callOff();
      if (running.isOverWithin(GOODBYE)) {
        giveUp(log, running);
      }
      running = null;
    }
  }

  private void begin(ChoreTurns turns) {
    ChoreRun run = new ChoreRun(turns);
    try {
      background.execute(run);
      running = run;
    } catch (RejectedExecutionException ending) {
      turns.done(clock.instant());
    }
  }

  private void conclude(TableLog log, ChoreRun run) {
    if (run.isCalledOff()) {
      giveUp(log, run);
      return;
    }
    try {
      Optional<Rewritten> rewritten = run.result();
      if (rewritten.isPresent()) {
        commit(log, run.turns(), rewritten.get());
      } else {
        run.turns().done(clock.instant());
      }
    } catch (IOException | RuntimeException e) {
      failed(run.turns(), e);
    }
  }

  private void commit(TableLog log, ChoreTurns turns, Rewritten files) {
    Instant now = clock.instant();
    if (files.added().stream()
        .anyMatch(
            file -> now.isAfter(Instant.ofEpochMilli(file.modificationTimeMillis()).plus(KEPT)))) {
      log.discard(files.added());
      turns.again(now);
      return;
    }
    try {
      ReplaceOutcome outcome = log.replace(files.removed(), files.added());
      if (outcome instanceof Outdated outdated) {
        journal.outdated();
        LOG.info("Table {}: {} was compacted by somebody else", table, outdated.path());
        turns.done(clock.instant());
      } else {
        journal.compacted(files);
        LOG.debug(
            "Table {}: {} files became {}", table, files.removed().size(), files.added().size());
        turns.again(clock.instant());
      }
    } catch (IOException | RuntimeException e) {
      log.discard(files.added());
      failed(turns, e);
    }
  }

  private void failed(ChoreTurns turns, Exception e) {
    journal.failed(turns.name());
    String sentence =
        "%s did not succeed: %s; it is tried again, and rows get through meanwhile"
            .formatted(turns.name(), e.getMessage() == null ? e.toString() : e.getMessage());
    if (turns.failed(sentence, clock.instant())) {
      LOG.warn("Table {}: {}", table, sentence);
    }
    LOG.debug("Table {}: {}", table, turns.name(), e);
  }

  private void giveUp(TableLog log, ChoreRun run) {
    run.turns().done(clock.instant());
    try {
      run.result().ifPresent(files -> log.discard(files.added()));
    } catch (IOException | RuntimeException nothingLeft) {
      LOG.debug("Table {}: {} was called off", table, run.turns().name(), nothingLeft);
    }
  }
}
