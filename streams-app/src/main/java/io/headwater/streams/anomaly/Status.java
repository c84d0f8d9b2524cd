package io.headwater.streams.anomaly;

import io.headwater.model.DetectionRule;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Severity;
import java.util.Map;
import java.util.Optional;

/** A device that says itself that something is wrong, in whatever case of letters. */
record Status(NamedRule named, DetectionRule.Status check) implements EventRule {

  @Override
  public Optional<Finding> check(EnrichedEvent enriched, SensorMemory memory) {
    String said = enriched.event().status();
    for (Map.Entry<String, Severity> bad : check.statuses().entrySet()) {
      if (bad.getKey().equalsIgnoreCase(said)) {
        return Optional.of(
            new Finding(
                bad.getValue(), null, "The sensor reports the status " + bad.getKey() + "."));
      }
    }
    return Optional.empty();
  }
}
