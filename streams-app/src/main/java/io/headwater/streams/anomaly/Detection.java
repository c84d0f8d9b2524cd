package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Detection without Kafka: events in, anomalies out. What it decides follows from the events, their
 * order and the rules alone; it reads no clock. Not for several threads.
 *
 * <p>The stream runs it over a store; a dry run holds everything in memory:
 *
 * <pre>{@code
 * NamedRule tried = NamedRule.of("boiler", new DetectionRuleJson().decode(bytes));
 * Detection detection = Detection.inMemory(RuleBook.of(List.of(tried)));
 * for (EnrichedEvent event : inTheOrderInWhichTheyWereRead) {
 *   detection.check(event).forEach(this::count);
 * }
 * }</pre>
 */
public final class Detection {

  private final Supplier<RuleBook> rules;
  private final Sensors sensors;

  /**
   * @param rules those in force, asked for with each event
   */
  Detection(Supplier<RuleBook> rules, DetectionStore store) {
    this.rules = rules;
    this.sensors = new Sensors(store);
  }

  /** A detection that knows nothing yet, and keeps what it learns in memory. */
  public static Detection inMemory(RuleBook rules) {
    return new Detection(() -> rules, new InMemoryStore());
  }

  /** The anomalies of an event, one for each rule it breaks, in the order of the rules. */
  public List<Anomaly> check(EnrichedEvent event) {
    Sensor sensor = sensors.of(event.event().sensorId());
    HeldRules held = sensor.rulesFor(event, rules.get());
    List<Anomaly> anomalies = List.of();
    for (EventRule rule : held.ofEvents()) {
      Optional<Finding> finding = rule.check(event, sensor.memory());
      if (finding.isPresent()) {
        // nearly no event breaks a rule: no list for those
        anomalies = anomalies.isEmpty() ? new ArrayList<>() : anomalies;
        anomalies.add(Anomalies.of(rule.named(), finding.get(), event));
      }
    }
    if (held.remember()) {
      sensors.touch(sensor);
    }
    return anomalies;
  }

  /** Writes to the store what has changed since. */
  void save() {
    sensors.save();
  }
}
