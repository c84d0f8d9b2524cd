package io.headwater.quickstart.rules;

import io.headwater.streams.anomaly.NamedRule;
import java.util.ArrayList;
import java.util.List;

/** What is different in a new version of a rule. */
record RuleChange(List<String> differences) {

  RuleChange {
    differences = List.copyOf(differences);
  }

  /** The fields that differ, as {@code high: 100.0 -> 95.0}; that the version does is no change. */
  static RuleChange between(NamedRule before, NamedRule after) {
    RuleFields old = RuleList.fields(before);
    RuleFields changed = RuleList.fields(after);
    List<String> differences = new ArrayList<>();
    for (String name : changed.values().keySet()) {
      if (!name.equals(RuleFields.VERSION) && !old.get(name).equals(changed.get(name))) {
        differences.add("%s: %s -> %s".formatted(name, old.get(name), changed.get(name)));
      }
    }
    return new RuleChange(differences);
  }

  boolean isNone() {
    return differences.isEmpty();
  }
}
