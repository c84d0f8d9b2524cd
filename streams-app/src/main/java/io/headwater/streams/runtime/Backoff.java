package io.headwater.streams.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long to wait before the next attempt: each time twice as long, up to a bound; from the
 * beginning again after a quiet time. Not safe for use by several threads.
 */
final class Backoff {

  private final Duration first;
  private final Duration longest;
  private final Duration quiet;
  private final InstantSource clock;
  private Duration next;
  private Instant last = Instant.MIN;

  /**
   * @param quiet without an attempt, after which the series begins again
   */
  Backoff(Duration first, Duration longest, Duration quiet, InstantSource clock) {
    this.first = first;
    this.longest = longest;
    this.quiet = quiet;
    this.clock = clock;
    this.next = first;
  }

  /** The pause before the attempt that is now due. */
  Duration next() {
    Instant now = clock.instant();
    if (last.isBefore(now.minus(quiet))) {
      next = first;
    }
    Duration pause = next;
    last = now.plus(pause);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }
}
