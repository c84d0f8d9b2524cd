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

  /** The same, begun so much earlier and ended so much later, in microseconds. */
  TimeRange widened(long before, long after) {
    return new TimeRange(from - before, to + after);
  }
}
