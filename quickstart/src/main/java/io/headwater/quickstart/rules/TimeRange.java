package io.headwater.quickstart.rules;

/**
 * A stretch of event time.
 *
 * @param from inclusive, in microseconds since the epoch
 * @param to exclusive
 */
record TimeRange(long from, long to) {

  /**
   * @throws IllegalArgumentException when it ends before it begins
   */
  TimeRange {
    if (to <= from) {
      throw new IllegalArgumentException("--to must be after --from");
    }
  }

  boolean contains(long eventTime) {
    return eventTime >= from && eventTime < to;
  }

  /** The same, begun so much earlier. */
  TimeRange after(long history) {
    return new TimeRange(from - history, to);
  }
}
