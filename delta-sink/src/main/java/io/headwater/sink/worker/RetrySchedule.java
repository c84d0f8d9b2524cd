package io.headwater.sink.worker;

import java.time.Duration;

/**
 * How long to wait before what failed is tried again: doubling from {@code first} up to {@code
 * longest}, of which the latter half is random, so that the workers of all tables don't try in
 * step.
 */
public record RetrySchedule(Duration first, Duration longest) {

  /** For storage: half a second at first, at most half a minute. */
  public static final RetrySchedule OF_STORAGE =
      new RetrySchedule(Duration.ofMillis(500), Duration.ofSeconds(30));

  /** For the broker, where asking costs little: at most five seconds. */
  public static final RetrySchedule OF_BROKER =
      new RetrySchedule(Duration.ofMillis(250), Duration.ofSeconds(5));

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The delay after a failure.
   *
   * @param failures in a row, this one included: 1 or more
   * @param random in [0, 1)
   */
  Duration delay(int failures, double random) {
    long doubled =
        Math.multiplyExact(
            first.toNanos(), 1L << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS));
    long full = Math.min(doubled, longest.toNanos());
    return Duration.ofNanos(full / 2 + (long) (full / 2.0 * random));
  }
}
