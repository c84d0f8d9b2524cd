package io.headwater.sink.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Failures in a row of one thing that is tried again and again: what is wrong, and when its next
 * turn is. Nothing here waits; the loop that asks owns the time.
 */
final class Attempts {

  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private int failures;
  private String trouble = "";
  private Instant nextTurn = Instant.MIN;

  Attempts(RetrySchedule schedule, InstantSource clock) {
    this.schedule = schedule;
    this.clock = clock;
  }

  boolean areFailing() {
    return failures > 0;
  }

  /** What is wrong, in one sentence; empty while nothing is. */
  String trouble() {
    return trouble;
  }

  boolean haveTurn() {
    return !clock.instant().isBefore(nextTurn);
  }

  /** Counts a failure; the delay until the next turn. */
  Duration failed(String what) {
    failures++;
    trouble = what;
    Duration delay = schedule.delay(failures, random.nextDouble());
    nextTurn = clock.instant().plus(delay);
    return delay;
  }

  void succeeded() {
    failures = 0;
    trouble = "";
    nextTurn = Instant.MIN;
  }
}
