package io.headwater.streams.window;

import io.headwater.model.Summary;

/**
 * What some events come to: a pane's, a window's, or a session's. Mergeable.
 *
 * @param firstEventTime the earliest event time, microseconds since the epoch
 * @param lastEventTime the latest
 * @param anomalies found in the events
 */
record Totals(Summary summary, long firstEventTime, long lastEventTime, long anomalies) {

  /** Of no events. */
  static final Totals EMPTY = new Totals(Summary.EMPTY, Long.MAX_VALUE, Long.MIN_VALUE, 0);

  /** These with one event more. */
  Totals plus(long eventTime, double value, int newAnomalies) {
    return new Totals(
        summary.plus(value),
        Math.min(firstEventTime, eventTime),
        Math.max(lastEventTime, eventTime),
        anomalies + newAnomalies);
  }

  /** Of both. */
  Totals merge(Totals other) {
    return new Totals(
        summary.merge(other.summary),
        Math.min(firstEventTime, other.firstEventTime),
        Math.max(lastEventTime, other.lastEventTime),
        anomalies + other.anomalies);
  }
}
