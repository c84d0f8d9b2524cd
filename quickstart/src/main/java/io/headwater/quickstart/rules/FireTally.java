package io.headwater.quickstart.rules;

import io.headwater.model.Anomaly;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often each rule fired, and on which sensors. */
final class FireTally {

  private final TimeRange range;
  private final Map<String, Map<String, Fires>> byRule = new TreeMap<>();

  /**
   * @param range of anomalies that count
   */
  FireTally(TimeRange range) {
    this.range = range;
  }

  void add(Anomaly anomaly) {
    if (range.contains(anomaly.eventTime())) {
      byRule
          .computeIfAbsent(anomaly.ruleId(), id -> new TreeMap<>())
          .merge(
              anomaly.sensorId(),
              Fires.NONE.plus(anomaly.eventTime()),
              (before, once) -> before.plus(anomaly.eventTime()));
    }
  }

  /** The rules that fired. */
  Set<String> rules() {
    return byRule.keySet();
  }

  /** On which sensors a rule fired. */
  Map<String, Fires> of(String ruleId) {
    return byRule.getOrDefault(ruleId, Map.of());
  }

  /** How often a rule fired. */
  long total(String ruleId) {
    return of(ruleId).values().stream().mapToLong(Fires::count).sum();
  }
}
