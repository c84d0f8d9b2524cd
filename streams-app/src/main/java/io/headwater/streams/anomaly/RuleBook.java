package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules in force, in the order in which an event names those it broke. */
record RuleBook(List<Rule> rules) {

  RuleBook {
    rules = List.copyOf(rules);
  }

  /** The rules that hold as long as nobody set others. */
  static RuleBook defaults() {
    return new RuleBook(
        List.of(
            new Threshold("threshold", 0, "temperature", new Limits(32.0, 100.0, "fahrenheit")),
            new Status("status", 0)));
  }

  /** The anomalies of an event, one for each rule it breaks. */
  List<Anomaly> check(EnrichedEvent event) {
    List<Anomaly> anomalies = List.of();
    for (Rule rule : rules) {
      Optional<Finding> finding = rule.check(event);
      if (finding.isPresent()) {
        // nearly no event breaks a rule: no list for those
        anomalies = anomalies.isEmpty() ? new ArrayList<>() : anomalies;
        anomalies.add(anomaly(rule, finding.get(), event));
      }
    }
    return anomalies;
  }

  private static Anomaly anomaly(Rule rule, Finding finding, EnrichedEvent enriched) {
    SensorEvent event = enriched.event();
    return new Anomaly(
        id(rule, enriched.origin()),
        rule.id(),
        rule.version(),
        finding.kind(),
        finding.severity(),
        event.sensorId(),
        event.deviceType(),
        event.location(),
        event.eventTime(),
        event.value(),
        event.unit(),
        finding.limit(),
        null,
        finding.message(),
        enriched.origin());
  }

  /**
   * Made of where the event stood and what it broke, so that a replay finds the same; joined, not
   * formatted, because a format writes the digits of the machine's country.
   */
  private static String id(Rule rule, Origin origin) {
    return String.join(
        ":",
        rule.id(),
        Integer.toString(rule.version()),
        origin.topic(),
        Integer.toString(origin.partition()),
        Long.toString(origin.offset()));
  }
}
