package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.EnrichedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One rule, and what it finds in one event after another. */
final class Rules {

  private final Detection detection;

  private Rules(RuleBook book) {
    detection = Detection.inMemory(book);
  }

  /** A built-in rule by itself. */
  static Rules builtIn(String id) {
    return new Rules(alone(List.of(), id));
  }

  /** A rule by itself, about everything. */
  static Rules only(Check check) {
    NamedRule rule = NamedRule.of("tried", new DetectionRule(3, true, Subject.ALL, check));
    return new Rules(alone(List.of(rule), "tried"));
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

  /** What it finds in the event, if anything. */
  Optional<Anomaly> findings(EnrichedEvent event) {
    return detection.check(event).stream().findFirst();
  }
}
