package io.headwater.streams.time;

import io.headwater.model.CloseReason;

/** An idle partition's watermark moved on with the wall clock. */
public record IdleAdvance(long watermark) implements Timed {

  @Override
  public CloseReason closeReason() {
    return CloseReason.IDLE;
  }
}
