package io.headwater.quickstart.simulate;

/**
 * Holds records back until they are due, by deadlines counted from the start, so that the pace does
 * not drift. After a pause (a laptop that slept, a broker that didn't answer) what has piled up is
 * not sent in one burst but caught up at twice the pace.
 */
final class Pace {

  /** How long to wait at most before asking again: also how soon a stop is noticed. */
  static final long LONGEST_WAIT = 50_000_000L;

  /** Waking up for each of many records a second would cost more than sending them. */
  static final long SHORTEST_WAIT = 1_000_000L;

  /** Whoever asks less often than this was held up. */
  private static final long LONGEST_STEP = 2 * LONGEST_WAIT;

  private static final int CATCH_UP = 2;

  private final long origin;
  private long lastAsked;

  /** How much of the plan may be sent; behind the real time only while it catches up. */
  private long reached;

  /** A pace that starts now; times are those of one clock, in nanoseconds. */
  Pace(long now) {
    this.origin = now;
    this.lastAsked = now;
  }

  /**
   * How long to wait before a record may be sent; 0: it may be sent.
   *
   * @param due in nanoseconds after the start
   */
  long nanosUntil(long due, long now) {
    long step = Math.min(now - lastAsked, LONGEST_STEP);
    lastAsked = now;
    reached = Math.min(now - origin, reached + CATCH_UP * step);
    if (due <= reached) {
      return 0;
    }
    return Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, due - reached));
  }
}
