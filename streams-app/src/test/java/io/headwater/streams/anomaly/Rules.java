package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.TimedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules, and what they find in one event after another. */
final class Rules {

  /** Time stands still, so that nobody is silent. */
  private static final long WATERMARK = Readings.NOON;

  private final Detection detection;

  private Rules(RuleBook book, DetectionStore store) {
    detection =
        new Detection(() -> book, Mutes.NONE, TimeSettings.defaults(), store, Rules::notSilent);
  }

  /** All built-in rules. */
  static Rules builtIn() {
    return new Rules(RuleBook.builtIn(), new InMemoryStore());
  }

  /** A built-in rule by itself. */
  static Rules builtIn(String id) {
    return new Rules(alone(List.of(), id), new InMemoryStore());
  }

  /** A rule by itself, about everything. */
  static Rules only(Check check) {
    return only(check, new InMemoryStore());
  }

  /** A rule by itself, about everything, that goes on from what is in the store. */
  static Rules only(Check check, DetectionStore store) {
    NamedRule rule = NamedRule.of("tried", new DetectionRule(3, true, Subject.ALL, check));
    return new Rules(alone(List.of(rule), "tried"), store);
  }

  /** A book in which every built-in rule but that one is switched off. */
  private static RuleBook alone(List<NamedRule> rules, String id) {
    List<NamedRule> all = new ArrayList<>(rules);
    for (NamedRule builtIn : NamedRule.builtIn()) {
      if (!builtIn.id().equals(id)) {
        all.add(
            NamedRule.of(
                builtIn.id(), new DetectionRule(1, false, builtIn.subject(), builtIn.check())));
      }
    }
    return RuleBook.of(all);
  }

  /** Writes what they remember to the store. */
  void save() {
    detection.save();
  }

  private static void notSilent(Anomaly anomaly) {
    throw new AssertionError("nobody was silent: " + anomaly);
  }

  /** What it finds in the event, if anything. */
  Optional<Anomaly> findings(EnrichedEvent event) {
    return all(event).stream().findFirst();
  }

  /** All that they find in the event. */
  List<Anomaly> all(EnrichedEvent event) {
    return detection.check(new TimedEvent(event, WATERMARK, WATERMARK));
  }
}
