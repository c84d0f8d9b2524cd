package io.headwater.quickstart.doctor.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * How far another clock is ahead of ours: somewhere between two bounds, because neither the moment
 * of the reading nor the fractions of what is shown are known.
 *
 * @param whose clock it is
 * @param least how far it is ahead at least; negative when it may be behind
 * @param most how far it is ahead at most
 */
public record ClockReading(String whose, Duration least, Duration most) {

  /**
   * A time that a clock showed at some moment between two of ours.
   *
   * @param shownFrom what it showed at least
   * @param shownTo what it showed at most
   * @param before ours, before it was read
   * @param after ours, after it was read
   */
  public static ClockReading of(
      String whose, Instant shownFrom, Instant shownTo, Instant before, Instant after) {
    return new ClockReading(
        whose, Duration.between(after, shownFrom), Duration.between(before, shownTo));
  }

  /** How far apart the clocks are for certain, in either direction. */
  Duration certain() {
    if (!least.isNegative()) {
      return least;
    }
    return most.isNegative() ? most.negated() : Duration.ZERO;
  }

  String words() {
    if (!least.isNegative()) {
      return "%s is %s to %s ahead of this machine".formatted(whose, seconds(least), seconds(most));
    }
    return most.isNegative()
        ? "%s is %s to %s behind this machine"
            .formatted(whose, seconds(most.negated()), seconds(least.negated()))
        : "%s agrees with this machine, as far as can be told (between %s behind and %s ahead)"
            .formatted(whose, seconds(least.negated()), seconds(most));
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1_000.0);
  }
}
