package io.headwater.sink.runtime;

import io.headwater.sink.worker.TableJournal;
import io.headwater.sink.worker.TableProgress;
import io.headwater.sink.worker.WorkerState;
import io.headwater.sink.worker.WorkerState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** How far the sink is, for whoever runs it. Safe for use by several threads. */
public final class SinkProgress {

  private final List<TableJournal> journals;
  private final BrokerWatch broker;
  private final Lag lag;
  private final CountDownLatch failed = new CountDownLatch(1);

  SinkProgress(List<TableJournal> journals, BrokerWatch broker, Lag lag) {
    this.journals = List.copyOf(journals);
    this.broker = broker;
    this.lag = lag;
    this.journals.forEach(journal -> journal.whenItCannotGoOn(this::look));
  }

  /** All tables, in the order of the catalogue. */
  public List<TableProgress> tables() {
    return journals.stream().map(TableJournal::progress).toList();
  }

  /**
   * Records of the table's topic, as far as this process reads it, that are not in the table yet.
   * Transaction markers count as records until they are passed over.
   *
   * @return empty while it isn't known: before the table's first partition, or when the broker does
   *     not answer
   */
  public OptionalLong lag(TableProgress table) {
    return lag.records(table);
  }

  /**
   * For how long the oldest of these records has waited, by its record timestamp where it was read.
   *
   * @return zero when there is none; empty while it isn't known
   */
  public Optional<Duration> lagAge(TableProgress table) {
    return lag.age(table);
  }

  /** Why the broker does not answer, in one sentence; empty when it does. */
  public Optional<String> brokerSilence() {
    return broker.ends().silence();
  }

  /**
   * Why the sink as a whole cannot go on, in one sentence: a table that is there is not ours to
   * write, or all tables have stopped. One stopped table leaves the others at work, with health
   * down.
   */
  public Optional<String> failure() {
    List<TableProgress> tables = tables();
    Optional<String> refused =
        tables.stream()
            .map(TableProgress::state)
            .filter(state -> state.phase() == Phase.REFUSED)
            .map(WorkerState::reason)
            .findFirst();
    if (refused.isPresent()) {
      return refused;
    }
    if (tables.stream().anyMatch(table -> table.state().phase() != Phase.STOPPED)) {
      return Optional.empty();
    }
    return Optional.of(
        tables.stream()
            .map(table -> table.table() + ": " + table.state().reason())
            .collect(Collectors.joining("; ", "All tables have stopped: ", "")));
  }

  /** Waits until there is a {@link #failure}, and returns it. */
  public String awaitFailure() throws InterruptedException {
    failed.await();
    return failure().orElseThrow();
  }

  /** A failure stays one: no table goes on that has stopped. */
  private void look() {
    if (failure().isPresent()) {
      failed.countDown();
    }
  }
}
