package io.headwater.streams.anomaly;

import java.nio.ByteBuffer;

/**
 * How far above or below its level a sensor is at each time of its season: the additive season of
 * Holt and Winters, in slots of equal length. Between the middles of two slots it runs straight
 * from the one to the other, so that it has no steps of its own.
 *
 * <p>Seasons are aligned to the epoch in UTC: a season of a week begins on a Thursday, and summer
 * time shifts a day by an hour.
 */
final class BaselineSeason {

  static final int SLOTS = 24;
  static final int BYTES = 2 * SLOTS * Double.BYTES;

  /** So that a slot's first values do not become its offset all at once. */
  private static final double LEAST_WEIGHT = 2;

  private final long length;
  private final double[] offsets = new double[SLOTS];
  private final double[] weights = new double[SLOTS];

  /**
   * A season of which nothing is known.
   *
   * @param length in microseconds
   */
  BaselineSeason(long length) {
    this.length = length;
  }

  /** What to add to the level at that time. */
  double offset(long time) {
    double position = position(time);
    int slot = (int) position;
    double share = position - slot;
    return offsets[slot] * (1 - share) + offsets[next(slot)] * share;
  }

  /** Makes what was learnt so far count less. */
  void fade(double factor) {
    for (int slot = 0; slot < SLOTS; slot++) {
      weights[slot] *= factor;
    }
  }

  /** Learns how far a value was off what was expected of it. */
  void learn(long time, double residual, double weight) {
    double position = position(time);
    int slot = (int) position;
    double share = position - slot;
    learn(slot, residual, weight * (1 - share));
    learn(next(slot), residual, weight * share);
  }

  private void learn(int slot, double residual, double weight) {
    weights[slot] += weight;
    offsets[slot] += residual * weight / Math.max(weights[slot], LEAST_WEIGHT);
  }

  /**
   * How many slots it is from the middle of the first one; at least 0, below the number of slots.
   */
  private double position(long time) {
    double position = (double) Math.floorMod(time, length) / length * SLOTS - 0.5;
    return position < 0 ? position + SLOTS : position;
  }

  private static int next(int slot) {
    return (slot + 1) % SLOTS;
  }

  void writeTo(ByteBuffer bytes) {
    for (int slot = 0; slot < SLOTS; slot++) {
      bytes.putDouble(offsets[slot]).putDouble(weights[slot]);
    }
  }

  void readFrom(ByteBuffer bytes) {
    for (int slot = 0; slot < SLOTS; slot++) {
      offsets[slot] = bytes.getDouble();
      weights[slot] = bytes.getDouble();
    }
  }
}
