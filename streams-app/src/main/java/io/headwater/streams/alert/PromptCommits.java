package io.headwater.streams.alert;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit soon after an alert was sent: its readers see it only then, and on its way
 * there are two commits. One request is for all alerts of some milliseconds, so that many alerts
 * are not as many commits; those of a task that then has nothing to do wait for the commit
 * interval.
 */
final class PromptCommits {

  /** Half of that, and a hundred alerts a second make the stream commit most of the time. */
  private static final long PERIOD_MILLIS = 50;

  /**
   * When records come older than that, the stream is behind, as for a moment after each full
   * minute, or at work on a backlog: commits would take the time in which it catches up.
   */
  private static final long LIVE_MILLIS = 200;

  private final ProcessorContext<?, ?> context;
  private long asked;
  private boolean wanted;

  PromptCommits(ProcessorContext<?, ?> context) {
    this.context = context;
    this.asked = context.currentSystemTimeMs() - PERIOD_MILLIS;
  }

  /**
   * Something was sent that readers may wait for.
   *
   * @param timestamp of its record, in milliseconds since the epoch
   */
  void sent(long timestamp) {
    wanted |= context.currentSystemTimeMs() - timestamp < LIVE_MILLIS;
  }

  /** Asks, when something was sent and it was not asked a moment ago; at the end of each record. */
  void ask() {
    if (wanted && context.currentSystemTimeMs() - asked >= PERIOD_MILLIS) {
      wanted = false;
      asked = context.currentSystemTimeMs();
      context.commit();
    }
  }
}
