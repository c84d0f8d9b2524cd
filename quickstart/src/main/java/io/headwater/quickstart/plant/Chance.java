package io.headwater.quickstart.plant;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The one source of chance of a plant: the same seed gives the same draws on every JVM, so only
 * what {@link SplittableRandom} itself specifies is used of it.
 */
final class Chance {

  private static final double SQRT_3 = 1.7320508075688772;

  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Both ends included. */
  int between(int low, int high) {
    return low + (int) (random.nextDouble() * (high - low + 1));
  }

  /** Both ends included. */
  long between(long low, long high) {
    return low + (long) (random.nextDouble() * (high - low + 1));
  }

  <E> E oneOf(List<E> choices) {
    return choices.get(between(0, choices.size() - 1));
  }

  /**
   * Nearly normal, with mean 0 and deviation 1: the sum of four uniform draws (Irwin-Hall), which
   * never leaves ±3.5, so that ordinary noise never looks like an anomaly.
   */
  double noise() {
    double sum =
        random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
    return (sum - 2) * SQRT_3;
  }
}
