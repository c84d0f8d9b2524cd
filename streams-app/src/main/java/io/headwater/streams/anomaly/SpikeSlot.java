package io.headwater.streams.anomaly;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Values of a short stretch of event time, {@code [start, start + length)}. As long as there are no
 * more than {@link #MOST} of them, each is held with its time. Beyond that the stretch is divided
 * into as many parts, and of each part the lowest value is held, with the time that it is of: then
 * a question whose window begins or ends in the middle of a part may miss another value of that
 * part, but never sees one that is outside.
 */
final class SpikeSlot {

  static final int MOST = 64;

  private static final int FIRST_ROOM = 2;

  private final long start;
  private final long length;
  private long[] times = new long[FIRST_ROOM];
  private double[] values = new double[FIRST_ROOM];
  private int size;
  private boolean divided;
  private long latest = Long.MIN_VALUE;
  private double lowest = Double.POSITIVE_INFINITY;
  private boolean saved;

  SpikeSlot(long start, long length) {
    this.start = start;
    this.length = length;
  }

  long start() {
    return start;
  }

  int size() {
    return size;
  }

  /** Adds a value of a time in the stretch. */
  void add(long time, double value) {
    // mostly it is later than all that came before: then its place need not be looked for
    int place = divided || time <= latest ? placeOf(time) : -1;
    if (place < 0 && size == MOST) {
      divide();
      place = placeOf(time);
    }
    if (place < 0) {
      append(time, value);
    } else if (value < values[place] || (value == values[place] && time > times[place])) {
      times[place] = time;
      values[place] = value;
    } else {
      return;
    }
    lowest = Math.min(lowest, value);
    saved = false;
  }

  /** The lowest value of a time in {@code [from, to)}; infinite when there is none. */
  double lowest(long from, long to) {
    if (from <= start && start + length <= to) {
      return lowest;
    }
    double found = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      if (times[i] >= from && times[i] < to) {
        found = Math.min(found, values[i]);
      }
    }
    return found;
  }

  /** Whether it is as it was when it was last written. */
  boolean isSaved() {
    return saved;
  }

  /** How many bytes {@link #write} writes. */
  int bytes() {
    int time = isLong(length) ? Long.BYTES : Integer.BYTES;
    return Long.BYTES + Byte.BYTES + Integer.BYTES + size * (time + Double.BYTES);
  }

  /** Times are written from the start on, in four bytes where that is enough: up to 35 minutes. */
  void write(ByteBuffer out) {
    out.putLong(start).put((byte) (divided ? 1 : 0)).putInt(size);
    for (int i = 0; i < size; i++) {
      long time = times[i] - start;
      if (isLong(length)) {
        out.putLong(time);
      } else {
        out.putInt((int) time);
      }
      out.putDouble(values[i]);
    }
    saved = true;
  }

  private static boolean isLong(long length) {
    return length > Integer.MAX_VALUE;
  }

  static SpikeSlot read(ByteBuffer in, long length) {
    SpikeSlot slot = new SpikeSlot(in.getLong(), length);
    slot.divided = in.get() != 0;
    for (int count = in.getInt(); count > 0; count--) {
      long time = slot.start + (isLong(length) ? in.getLong() : in.getInt());
      double value = in.getDouble();
      slot.append(time, value);
      slot.lowest = Math.min(slot.lowest, value);
    }
    slot.saved = true;
    return slot;
  }

  /** Where the value stands whose place a value of that time would take; negative if nowhere. */
  private int placeOf(long time) {
    for (int i = 0; i < size; i++) {
      if (divided ? part(times[i]) == part(time) : times[i] == time) {
        return i;
      }
    }
    return -1;
  }

  private long part(long time) {
    return (time - start) * MOST / length;
  }

  private void divide() {
    long[] allTimes = times;
    double[] allValues = values;
    int all = size;
    times = new long[MOST];
    values = new double[MOST];
    size = 0;
    divided = true;
    for (int i = 0; i < all; i++) {
      add(allTimes[i], allValues[i]);
    }
  }

  private void append(long time, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = time;
    values[size] = value;
    size++;
    latest = Math.max(latest, time);
  }
}
