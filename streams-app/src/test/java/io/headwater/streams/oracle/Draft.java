package io.headwater.streams.oracle;

import org.jspecify.annotations.Nullable;

/** A step whose time is told from where its partition's time is: any other can be left out. */
sealed interface Draft {

  /**
   * An event.
   *
   * @param behind how far its time is behind its partition's, in microseconds
   * @param clamp how far its record's timestamp is behind its own time, in milliseconds; 0 for a
   *     record that came later than all events
   */
  record Read(
      int partition,
      String sensor,
      Place place,
      Leap leap,
      long behind,
      double value,
      int anomalies,
      long clamp)
      implements Draft {}

  /** Anything else. */
  record Other(Step.Part part, int task, Action action) implements Draft {}

  /** An event so far ahead of all that was read before that all other windows close. */
  record End(int partition) implements Draft {}

  /** A series but for the sensor. */
  record Place(String location, String deviceType, @Nullable String unit) {}

  /**
   * How a partition's time goes on, in microseconds.
   *
   * @param grid to the next multiple of this, if it is not 0
   * @param further and then so much
   */
  record Leap(long grid, long further) {

    long from(long now) {
      long at = grid == 0 ? now : (Math.floorDiv(now, grid) + 1) * grid;
      return at + further;
    }
  }
}
