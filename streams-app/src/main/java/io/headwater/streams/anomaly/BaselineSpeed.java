package io.headwater.streams.anomaly;

import org.jspecify.annotations.Nullable;

/**
 * How fast a {@link Baseline} learns and forgets; both in microseconds of event time.
 *
 * @param halfLife after that long a value counts half in the level
 * @param season the length of what repeats itself; null: nothing does
 */
record BaselineSpeed(long halfLife, @Nullable Long season) {

  /**
   * The deviation and the season are learnt that many times more slowly than the level: a trouble
   * of hours must not raise the bar it is held against, and a season is only seen once a season.
   */
  private static final int SLOWER = 7;

  /** What a value still counts in the level after that time. */
  double kept(long time) {
    return StrictMath.pow(2, -(double) time / halfLife);
  }

  /** What a value still counts in the deviation and in the season after that time. */
  double keptSlowly(long time) {
    return StrictMath.pow(2, -(double) time / halfLife / SLOWER);
  }
}
