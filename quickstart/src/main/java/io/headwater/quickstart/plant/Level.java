package io.headwater.quickstart.plant;

/**
 * What a sensor would read if nothing disturbed it: a base, a daily cycle, and for some a slow
 * drift that is calibrated away from time to time.
 *
 * @param driftShare how far it drifts before it is calibrated, as a share of the base; 0: it
 *     doesn't
 * @param phaseMicros moves its day and its calibration against those of other sensors
 */
record Level(double base, double dailyCycle, double driftShare, long phaseMicros) {

  private static final long DAY = 86_400_000_000L;
  private static final long CALIBRATION_INTERVAL = 3 * DAY;

  static Level of(Mounting mounting, Chance chance) {
    double base = chance.between(mounting.lowestBase(), mounting.highestBase());
    // Whoever sits close to a limit would drift over it
    boolean drifts = chance.happens(0.1) && !mounting.isNearALimit();
    return new Level(
        base,
        mounting.dailyCycle(),
        drifts ? chance.between(0.01, 0.05) : 0,
        chance.between(0L, CALIBRATION_INTERVAL));
  }

  /** The level at a time in microseconds since the epoch. */
  double at(long time) {
    // StrictMath, because the same seed must give the same bytes on every JVM
    double day =
        StrictMath.sin(2 * Math.PI * Math.floorMod(time + phaseMicros / 12, DAY) / (double) DAY);
    double sinceCalibration =
        Math.floorMod(time + phaseMicros, CALIBRATION_INTERVAL) / (double) CALIBRATION_INTERVAL;
    return base * (1 + driftShare * sinceCalibration) + dailyCycle * day;
  }
}
