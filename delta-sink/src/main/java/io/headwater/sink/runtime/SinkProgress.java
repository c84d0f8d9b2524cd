package io.headwater.sink.runtime;

import io.headwater.sink.worker.TableJournal;
import io.headwater.sink.worker.TableProgress;
import io.headwater.sink.worker.WorkerState;
import io.headwater.sink.worker.WorkerState.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** How far the sink is, for whoever runs it. Safe for use by several threads. */
public final class SinkProgress {

  private final List<TableJournal> journals;
  private final BrokerWatch broker;
  private final CountDownLatch failed = new CountDownLatch(1);

  SinkProgress(List<TableJournal> journals, BrokerWatch broker) {
    this.journals = List.copyOf(journals);
    this.broker = broker;
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
    Map<TopicPartition, Long> ends = broker.ends().ends();
    if (table.committed().isEmpty() || !ends.keySet().containsAll(table.committed().keySet())) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        table.committed().entrySet().stream()
            .mapToLong(next -> Math.max(0, ends.get(next.getKey()) - next.getValue()))
            .sum());
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
