package io.headwater.streams.anomaly;

import org.jspecify.annotations.Nullable;

/**
 * The latest values of one sensor in one unit, in a ring of {@link #SLOTS} slots; {@link #WITHIN}
 * of them are as long as a rule looks back. So an event up to one and a half times as old as that,
 * behind the newest of its sensor, still finds all that it is to be compared with. A slot makes
 * room for a newer one, never for an older one: a device that sends hours it had kept takes nothing
 * from what is true now.
 */
final class SpikeSeries {

  /** A power of two. */
  static final int SLOTS = 64;

  static final int WITHIN = 24;

  private final @Nullable String unit;
  private final long slotLength;
  private final @Nullable SpikeSlot[] ring = new SpikeSlot[SLOTS];
  private long newest = Long.MIN_VALUE;

  /**
   * @param within how far back it is asked for, in microseconds
   */
  SpikeSeries(@Nullable String unit, long within) {
    this.unit = unit;
    this.slotLength = slotLength(within);
  }

  static long slotLength(long within) {
    return -Math.floorDiv(-within, WITHIN);
  }

  @Nullable String unit() {
    return unit;
  }

  long slotLength() {
    return slotLength;
  }

  /** The latest time of a value. */
  long newest() {
    return newest;
  }

  /** The lowest value of a time in {@code [from, to)}, a time span; infinite when there is none. */
  double lowest(long from, long to) {
    long last = Math.floorDiv(to - 1, slotLength);
    double lowest = Double.POSITIVE_INFINITY;
    for (long number = Math.floorDiv(from, slotLength); number <= last; number++) {
      SpikeSlot slot = ring[place(number)];
      if (slot != null && slot.start() == number * slotLength) {
        lowest = Math.min(lowest, slot.lowest(from, to));
      }
    }
    return lowest;
  }

  void add(long time, double value) {
    long number = Math.floorDiv(time, slotLength);
    long start = number * slotLength;
    SpikeSlot slot = ring[place(number)];
    if (slot == null || slot.start() < start) {
      slot = new SpikeSlot(start, slotLength);
      ring[place(number)] = slot;
    }
    if (slot.start() == start) {
      slot.add(time, value);
      newest = Math.max(newest, time);
    }
  }

  /** The slot at a place of the ring, if there is one. */
  @Nullable SpikeSlot slot(int place) {
    return ring[place];
  }

  /** Puts a slot back where it was. */
  void restore(SpikeSlot slot) {
    ring[place(Math.floorDiv(slot.start(), slotLength))] = slot;
    newest = Math.max(newest, slot.start());
  }

  /** How many numbers are held, roughly. */
  int weight() {
    int weight = SLOTS;
    for (SpikeSlot slot : ring) {
      weight += slot == null ? 0 : 2 * slot.size();
    }
    return weight;
  }

  private static int place(long number) {
    return (int) (number & (SLOTS - 1));
  }
}
