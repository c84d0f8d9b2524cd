package io.headwater.quickstart.rules;

/**
 * How often a rule fired on one sensor.
 *
 * @param first event time of the first anomaly, microseconds since the epoch
 * @param last of the last one
 */
record Fires(long count, long first, long last) {

  /** Never. */
  static final Fires NONE = new Fires(0, Long.MAX_VALUE, Long.MIN_VALUE);

  /** Once more. */
  Fires plus(long eventTime) {
    return new Fires(count + 1, Math.min(first, eventTime), Math.max(last, eventTime));
  }
}
