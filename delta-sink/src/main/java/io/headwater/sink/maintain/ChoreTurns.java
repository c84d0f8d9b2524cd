package io.headwater.sink.maintain;

import io.headwater.sink.maintain.TableMaintenance.Scheduled;
import java.time.Duration;
import java.time.Instant;

/** When a chore has its next turn. Reads no clock; belongs to the table's thread. */
final class ChoreTurns {

  /**
   * Rare chores come soon after a start, too: a sink that is restarted daily must do them. And soon
   * after they failed.
   */
  private static final Duration FIRST_WITHIN = Duration.ofMinutes(10);

  /** What fails is not tried again at once, however short its interval. */
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(10);

  private final Scheduled scheduled;
  private Instant next;
  private String trouble = "";

  ChoreTurns(Scheduled scheduled, Instant now) {
    this.scheduled = scheduled;
    next = now.plus(min(scheduled.every(), FIRST_WITHIN));
  }

  String name() {
    return scheduled.name();
  }

  Chore chore() {
    return scheduled.chore();
  }

  Instant next() {
    return next;
  }

  /** A clock that was set back must not make anything wait for longer. */
  boolean isDue(Instant now) {
    return !now.isBefore(next) || next.isAfter(now.plus(max(scheduled.every(), LEAST_PAUSE)));
  }

  /** Nothing is left to do for now. */
  void done(Instant now) {
    trouble = "";
    next = now.plus(scheduled.every());
  }

  /** There may be more to do at once. */
  void again(Instant now) {
    trouble = "";
    next = now; // and not before: what has waited for longer goes first
  }

  /** Whether that is news. */
  boolean failed(String sentence, Instant now) {
    boolean news = !trouble.equals(sentence);
    trouble = sentence;
    next = now.plus(max(min(scheduled.every(), FIRST_WITHIN), LEAST_PAUSE));
    return news;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
