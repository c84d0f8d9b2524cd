package io.headwater.quickstart.plant;

import java.util.OptionalLong;

/**
 * When the plant's turns are due, and at what event time.
 *
 * @param start event time of the first turn, microseconds since the epoch
 * @param rate turns a second; 0: all are due at once
 * @param eventRate turns a second of event time, at least 1
 * @param limit how many events there are; empty: no end
 */
public record Timetable(long start, int rate, int eventRate, OptionalLong limit) {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MICROS_PER_SECOND = 1_000_000L;

  long events() {
    return limit.orElse(Long.MAX_VALUE);
  }

  long dueNanos(long turn) {
    return rate == 0 ? 0 : at(turn, rate, NANOS_PER_SECOND);
  }

  long eventTime(long turn) {
    return start + at(turn, eventRate, MICROS_PER_SECOND);
  }

  /** Whole seconds apart from the rest, so that nothing overflows in a run of years. */
  private static long at(long turn, int rate, long unitsPerSecond) {
    return turn / rate * unitsPerSecond + turn % rate * unitsPerSecond / rate;
  }
}
