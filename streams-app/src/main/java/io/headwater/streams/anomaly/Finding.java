package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly.Expected;
import io.headwater.model.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found in an event.
 *
 * @param limit that was broken, in the event's unit; null where the rule has none
 * @param expected what a rule that learns expected instead; null from other rules
 * @param message one sentence for an operator
 */
record Finding(
    Severity severity, @Nullable Double limit, @Nullable Expected expected, String message) {

  /** Of a rule that does not learn. */
  Finding(Severity severity, @Nullable Double limit, String message) {
    this(severity, limit, null, message);
  }

  /** A value as a sentence says it. A unit is what the device says it is, however long. */
  static String shown(double value, @Nullable String unit) {
    return unit == null ? "" + value : value + " " + unit.substring(0, Math.min(unit.length(), 32));
  }

  /** A number as a sentence says it. */
  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
