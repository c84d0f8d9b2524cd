package io.headwater.streams.state;

import io.headwater.streams.config.StreamsSettings;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a task's commits: results wait for theirs a tenth of the time that their record had
 * waited before, no less than the commit interval and no more than the longest, after which Kafka
 * Streams commits by itself. So live events are committed promptly, and a backlog in large
 * transactions, which nobody who waited for hours notices.
 *
 * <p>Whoever sends results tells it; a commit of the task, whoever asked for it, settles all that
 * was told. Kafka Streams commits all tasks of a thread together. For the task's thread only.
 */
public final class PacedCommits {

  private static final int SHARE = 10;

  /** Who catches up waits less with each record: not every one is worth another plan. */
  private static final long STEP_MILLIS = 10;

  private final ProcessorContext<?, ?> context;
  private final long shortest;
  private final long longest;
  private @Nullable Cancellable tick;

  /** When it ticks, in milliseconds since the epoch. */
  private long due;

  /** Of the task of that context; called in a processor's {@code init}. */
  public PacedCommits(ProcessorContext<?, ?> context, StreamsSettings settings) {
    this.context = context;
    this.shortest = settings.commitInterval().toMillis();
    this.longest = settings.longestCommitInterval().toMillis();
  }

  /**
   * Something was sent, or is about to be, that readers see with the next commit.
   *
   * @param timestamp of the record that it comes from, in milliseconds since the epoch
   */
  public void sent(long timestamp) {
    long now = context.currentSystemTimeMs();
    long wait = Math.max(shortest, (now - timestamp) / SHARE);
    if (wait < longest && (tick == null || now + wait <= due - STEP_MILLIS)) {
      plan(now, wait);
    }
  }

  /** All that was sent is about to be committed. */
  public void beforeCommit() {
    if (tick != null) {
      tick.cancel();
      tick = null;
    }
  }

  /** Kafka Streams would let an old tick go on, for ever, when it revives the task. */
  public void close() {
    beforeCommit();
  }

  private void plan(long now, long wait) {
    beforeCommit();
    due = now + wait;
    tick =
        context.schedule(
            Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, at -> context.commit());
  }
}
