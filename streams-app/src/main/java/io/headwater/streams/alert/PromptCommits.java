package io.headwater.streams.alert;

import io.headwater.streams.config.Guarantee;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit soon after an alert was sent: its readers see it only then, and on its way
 * there are two commits. One request is for all alerts of some milliseconds, so that many alerts
 * are not as many commits; those of a task that then has nothing to do wait for the commit
 * interval. Without transactions readers wait for no commit, and nobody asks.
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
  private final boolean transactional;
  private long asked;
  private boolean wanted;

  PromptCommits(ProcessorContext<?, ?> context, Guarantee guarantee) {
    this.context = context;
    this.transactional = guarantee == Guarantee.EXACTLY_ONCE_V2;
    this.asked = context.currentSystemTimeMs() - PERIOD_MILLIS;
  }

  /**
   * Something was sent that readers may wait for.
   *
   * @param timestamp of its record, in milliseconds since the epoch
   */
  void sent(long timestamp) {
    wanted |= transactional && context.currentSystemTimeMs() - timestamp < LIVE_MILLIS;
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
