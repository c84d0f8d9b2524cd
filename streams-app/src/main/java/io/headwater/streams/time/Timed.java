package io.headwater.streams.time;

import io.headwater.model.CloseReason;
import java.time.Duration;

/**
 * What travels from stage to stage: an event, or the news that time went on without one. A stage
 * learns how far event time is from nothing else.
 */
public sealed interface Timed permits TimedEvent, TimeMark {

  /** The watermark of what never had an event: nothing is late, nothing closes. */
  long NO_WATERMARK = Long.MIN_VALUE;

  /**
   * How long nothing travels at most while the broker answers: there may be a mark, then events
   * that are no news here and end just before the next mark, then a silence until the partition is
   * idle, then the broker's answer that says so. A stage that hears nothing for longer knows of an
   * outage, or of a pause of its own process.
   *
   * @param idleTimeout after which a partition without events counts as idle
   */
  static Duration longestPause(Duration idleTimeout) {
    return MarkThinning.LONGEST_STEP.plus(idleTimeout).plus(IdlePartition.LONGEST_VOUCHED);
  }

  /** Where the stage's watermark stands, in microseconds since the epoch. */
  long watermark();

  /** Whether more may come. */
  Activity activity();

  /** What a window says of its end when this closes it. */
  CloseReason closeReason();
}
