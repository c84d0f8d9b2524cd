package io.headwater.streams.time;

import io.headwater.model.CloseReason;

/**
 * What travels from stage to stage: an event, or the news that time went on without one. A stage
 * learns how far its input partition is from nothing else.
 */
public sealed interface Timed permits TimedEvent, IdleAdvance {

  /** Where the input partition's watermark stands, in microseconds since the epoch. */
  long watermark();

  /** What a window says of its end when this closes it. */
  CloseReason closeReason();
}
