package io.headwater.quickstart.plant;

/**
 * When which sensor says nothing. A sensor's time is cut into stretches of equal length; in each it
 * may fall silent once, for longer than the five minutes after which data count as missing.
 */
final class Silences {

  private static final long MINUTE = 60_000_000L;
  private static final long LENGTH = 6 * MINUTE;
  private static final long STRETCH = 2 * LENGTH;

  private final long seed;
  private final double probability;

  /**
   * @param share of a sensor's time that is silent, at most 0.5
   */
  Silences(long seed, double share) {
    this.seed = seed;
    this.probability = share * STRETCH / LENGTH;
  }

  /** Whether that sensor is silent at a time in microseconds since the epoch. */
  boolean covers(int sensorNumber, long time) {
    if (probability == 0) {
      return false;
    }
    long moved = time + Math.floorMod(mix(seed ^ sensorNumber), STRETCH);
    long stretch = Math.floorDiv(moved, STRETCH);
    long inStretch = Math.floorMod(moved, STRETCH);
    long draw = mix(seed + mix(sensorNumber * 0x9E3779B97F4A7C15L + stretch));
    return inStretch < LENGTH && (draw >>> 11) * 0x1.0p-53 < probability;
  }

  /** The finalizer of MurmurHash3: every bit of the input moves every bit of the output. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
