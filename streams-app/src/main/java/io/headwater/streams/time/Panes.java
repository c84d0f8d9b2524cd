package io.headwater.streams.time;

import java.util.concurrent.TimeUnit;

/** The grid windows are made of: one-minute panes, aligned to the epoch in UTC. */
public final class Panes {

  /** The size of a pane, in microseconds. */
  public static final long SIZE = TimeUnit.MINUTES.toMicros(1);

  private Panes() {}

  /** The start of the pane that holds {@code time}: of the pane {@code [start, start + SIZE)}. */
  public static long startOf(long time) {
    // where there is no watermark there is no pane either
    return time == Timed.NO_WATERMARK ? time : Math.floorDiv(time, SIZE) * SIZE;
  }

  /** The end of the pane that holds {@code time}; the end itself is in the next. */
  public static long endOf(long time) {
    return startOf(time) + SIZE;
  }
}
