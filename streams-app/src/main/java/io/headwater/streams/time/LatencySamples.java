package io.headwater.streams.time;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Follows a few events of one task from their records' time to their commit: at most one in ten
 * milliseconds, so that what is measured costs the others nothing. Used by the task's thread only.
 */
final class LatencySamples {

  private static final long EVERY_MILLIS = 10;

  /** More than that between two commits are not followed. */
  private static final int AT_ONCE = 256;

  private final Timer timer;
  private final long[] recordTimes = new long[AT_ONCE];
  private int followed;
  private long next = Long.MIN_VALUE;

  LatencySamples(Timer timer) {
    this.timer = timer;
  }

  /** A record was read, whose timestamp is {@code recordTime}; both in milliseconds. */
  void read(long recordTime, long now) {
    if (now >= next && followed < AT_ONCE) {
      recordTimes[followed++] = recordTime;
      next = now + EVERY_MILLIS;
    }
  }

  /** What was read so far is about to be committed. */
  void committed(long now) {
    for (int each = 0; each < followed; each++) {
      timer.record(Math.max(0, now - recordTimes[each]), TimeUnit.MILLISECONDS);
    }
    followed = 0;
  }
}
