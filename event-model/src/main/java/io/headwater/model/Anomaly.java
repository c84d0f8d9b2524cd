package io.headwater.model;

import org.jspecify.annotations.Nullable;

/**
 * A fact about an event (or a silence): it broke a rule. One record of the anomalies topic; one row
 * of the table {@code anomalies}.
 *
 * @param anomalyId the same after a replay: made of the rule, its version and the origin
 * @param ruleVersion counts up with each change of the rule; a default rule has version 0
 * @param eventTime microseconds since the epoch, UTC
 * @param value the event's value; null for a silence
 * @param unit the event's unit
 * @param limit the limit that was broken, in the unit of {@code unit}; null where a rule has none
 * @param expected what an adaptive rule expected instead; null from other rules
 * @param message one sentence for an operator
 */
public record Anomaly(
    String anomalyId,
    String ruleId,
    int ruleVersion,
    AnomalyKind kind,
    Severity severity,
    String sensorId,
    String deviceType,
    String location,
    long eventTime,
    @Nullable Double value,
    @Nullable String unit,
    @Nullable Double limit,
    @Nullable Expected expected,
    String message,
    Origin origin) {

  /**
   * What a rule that learns expected of the event's value.
   *
   * @param low the least value that is no anomaly, in the event's unit
   * @param high the greatest value that is none
   * @param score how far off the value is, in what the rule takes for a standard deviation;
   *     negative below what was expected
   */
  public record Expected(double low, double high, double score) {}
}
