package io.headwater.streams.oracle;

import io.headwater.streams.oracle.Action.Life;
import java.util.ArrayList;
import java.util.List;

/**
 * A task as Kafka Streams runs it: what it does between two commits counts all or not at all, and
 * is done again when the process dies in between.
 */
final class TaskLife {

  private final List<Stage<?, ?, ?, ?>> stages;
  private final List<Transaction<?>> written;
  private final List<Runnable> sinceCommit = new ArrayList<>();

  /** Starts the task's processors. */
  TaskLife(List<Stage<?, ?, ?, ?>> stages, List<Transaction<?>> written) {
    this.stages = stages;
    this.written = written;
    stages.forEach(Stage::start);
  }

  /** Something that the task does with its input. */
  void perform(Runnable action) {
    sinceCommit.add(action);
    action.run();
  }

  void live(Life life) {
    switch (life) {
      case TICK -> perform(this::tick);
      case COMMIT -> commit();
      case RESTART -> {
        commit();
        stages.forEach(Stage::stop);
        stages.forEach(Stage::start);
      }
      case CRASH -> {
        stages.forEach(Stage::crash);
        written.forEach(Transaction::abort);
        stages.forEach(Stage::start);
        sinceCommit.forEach(Runnable::run);
      }
    }
  }

  /** The period of every punctuation has passed. */
  void tick() {
    stages.forEach(Stage::punctuate);
  }

  private void commit() {
    stages.forEach(Stage::commit);
    written.forEach(Transaction::commit);
    sinceCommit.clear();
  }
}
