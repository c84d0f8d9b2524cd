package io.headwater.streams.time;

import io.headwater.model.CloseReason;

/**
 * What travels from stage to stage: an event, or the news that time went on without one. A stage
 * learns how far event time is from nothing else.
 */
public sealed interface Timed permits TimedEvent, TimeMark {

  /** The watermark of what never had an event: nothing is late, nothing closes. */
  long NO_WATERMARK = Long.MIN_VALUE;

  /** Where the stage's watermark stands, in microseconds since the epoch. */
  long watermark();

  /** Whether more may come. */
  Activity activity();

  /** What a window says of its end when this closes it. */
  CloseReason closeReason();
}
