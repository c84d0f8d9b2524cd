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
  static final int SLOTS = 32;

  static final int WITHIN = 12;

  private final @Nullable String unit;
  private final long slotLength;
  private final @Nullable SpikeSlot[] ring = new SpikeSlot[SLOTS];
  private long newest = Long.MIN_VALUE;

  // What the slots between these two came to when last asked: the next event mostly asks the same,
  // and to look at each of them costs more than all else about an event's rules
  private long askedFirst = Long.MIN_VALUE;
  private long askedLast = Long.MIN_VALUE;
  private double lowestBetween = Double.POSITIVE_INFINITY;

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
    long first = Math.floorDiv(from, slotLength);
    long last = Math.floorDiv(to - 1, slotLength);
    if (first != askedFirst || last != askedLast) {
      askedFirst = first;
      askedLast = last;
      lowestBetween = lowestBetween(first, last);
    }
    double atTheEnds = Math.min(lowestOf(first, from, to), lowestOf(last, from, to));
    return Math.min(lowestBetween, atTheEnds);
  }

  private double lowestBetween(long first, long last) {
    double lowest = Double.POSITIVE_INFINITY;
    for (long number = first + 1; number < last; number++) {
      lowest = Math.min(lowest, lowestOf(number, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    return lowest;
  }

  private double lowestOf(long number, long from, long to) {
    SpikeSlot slot = ring[place(number)];
    return slot != null && slot.start() == number * slotLength
        ? slot.lowest(from, to)
        : Double.POSITIVE_INFINITY;
  }

  void add(long time, double value) {
    long number = Math.floorDiv(time, slotLength);
    long start = number * slotLength;
    SpikeSlot slot = ring[place(number)];
    if (slot == null || slot.start() < start) {
      slot = new SpikeSlot(start, slotLength);
      put(number, slot);
    }
    if (slot.start() == start) {
      slot.add(time, value);
      if (isAsked(number)) {
        lowestBetween = Math.min(lowestBetween, value);
      }
      newest = Math.max(newest, time);
    }
  }

  /** The slot at a place of the ring, if there is one. */
  @Nullable SpikeSlot slot(int place) {
    return ring[place];
  }

  /** Puts a slot back where it was. */
  void restore(SpikeSlot slot) {
    put(Math.floorDiv(slot.start(), slotLength), slot);
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

  /** Takes the place of another slot, if there was one. */
  private void put(long number, SpikeSlot slot) {
    SpikeSlot before = ring[place(number)];
    ring[place(number)] = slot;
    boolean wasAsked = before != null && isAsked(Math.floorDiv(before.start(), slotLength));
    if (wasAsked || isAsked(number)) {
      askedFirst = Long.MIN_VALUE;
      askedLast = Long.MIN_VALUE;
    }
  }

  /** Whether the slot of that number is one of those in {@link #lowestBetween}. */
  private boolean isAsked(long number) {
    return askedFirst < number && number < askedLast;
  }

  private static int place(long number) {
    return (int) (number & (SLOTS - 1));
  }
}
