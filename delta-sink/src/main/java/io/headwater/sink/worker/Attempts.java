package io.headwater.sink.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Failures in a row of one thing that is tried again and again: what is wrong, and when its next
 * turn is. Nothing here waits; the loop that asks owns the time.
 */
final class Attempts {

  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private int failures;
  private @Nullable Trouble trouble;
  private Instant failedAt = Instant.MIN;
  private Instant nextTurn = Instant.MIN;

  Attempts(RetrySchedule schedule, InstantSource clock) {
    this.schedule = schedule;
    this.clock = clock;
  }

  boolean areFailing() {
    return trouble != null;
  }

  /** What is wrong; empty while nothing is. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** A clock that was set back must not make anybody wait for longer. */
  boolean haveTurn() {
    Instant now = clock.instant();
    return now.isBefore(failedAt) || !now.isBefore(nextTurn);
  }

  /** Counts a failure; the delay until the next turn. */
  Duration failed(Trouble what) {
    failures++;
    trouble = what;
    Duration delay = schedule.delay(failures, random.nextDouble());
    failedAt = clock.instant();
    nextTurn = failedAt.plus(delay);
    return delay;
  }

  void succeeded() {
    failures = 0;
    trouble = null;
    failedAt = Instant.MIN;
    nextTurn = Instant.MIN;
  }
}
