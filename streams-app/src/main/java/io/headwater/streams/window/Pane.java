package io.headwater.streams.window;

import io.headwater.model.Summary;

/**
 * One series in one minute.
 *
 * @param firstEventTime the earliest event time, microseconds since the epoch
 * @param lastEventTime the latest
 * @param anomalies found in its events
 */
record Pane(Summary summary, long firstEventTime, long lastEventTime, long anomalies) {

  static final Pane EMPTY = new Pane(Summary.EMPTY, Long.MAX_VALUE, Long.MIN_VALUE, 0);

  /** This pane with one event more. */
  Pane plus(long eventTime, double value, int newAnomalies) {
    return new Pane(
        summary.plus(value),
        Math.min(firstEventTime, eventTime),
        Math.max(lastEventTime, eventTime),
        anomalies + newAnomalies);
  }
}
