package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;

/** Makes anomalies of what rules found. */
final class Anomalies {

  private Anomalies() {}

  /** What a rule found in an event. */
  static Anomaly of(NamedRule rule, Finding finding, EnrichedEvent enriched) {
    SensorEvent event = enriched.event();
    return new Anomaly(
        id(rule, enriched.origin()),
        rule.id(),
        rule.version(),
        rule.check().kind(),
        finding.severity(),
        event.sensorId(),
        event.deviceType(),
        event.location(),
        event.eventTime(),
        event.value(),
        event.unit(),
        finding.limit(),
        finding.expected(),
        finding.message(),
        enriched.origin());
  }

  /**
   * Made of where the event stood and what it broke, so that a replay finds the same; joined, not
   * formatted, because a format writes the digits of the machine's country.
   */
  static String id(NamedRule rule, Origin origin) {
    return String.join(
        ":",
        rule.id(),
        Integer.toString(rule.version()),
        origin.topic(),
        Integer.toString(origin.partition()),
        Long.toString(origin.offset()));
  }
}
