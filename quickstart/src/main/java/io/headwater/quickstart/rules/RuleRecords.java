package io.headwater.quickstart.rules;

import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.anomaly.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the records of the rules topic make of the built-in rules, as the stream reads them: the
 * last good one of an id is in force, a tombstone withdraws it, a malformed one changes nothing.
 */
final class RuleRecords {

  private final Map<String, NamedRule> fromTopic = new TreeMap<>();
  private final Map<String, Integer> versions = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();

  /** A rule in force, and where it comes from. */
  record Entry(NamedRule rule, Source source) {}

  /** Where a rule comes from. */
  enum Source {
    BUILT_IN("built-in"),
    TOPIC("topic");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /** The name in JSON. */
    String text() {
      return text;
    }
  }

  /**
   * Takes the next record of the topic.
   *
   * @param value null: a tombstone
   */
  void add(String id, byte @Nullable [] value) {
    if (value == null) {
      fromTopic.remove(id);
      return;
    }
    try {
      NamedRule rule = NamedRule.read(id, value);
      versions.merge(id, rule.version(), Math::max);
      fromTopic.put(id, rule);
    } catch (IllegalArgumentException e) {
      refused.add("the record of %s: %s".formatted(id, e.getMessage()));
    }
  }

  /** The rules in force, by their ids. */
  List<Entry> inForce() {
    return RuleBook.of(fromTopic.values()).rules().stream()
        .map(rule -> new Entry(rule, source(rule)))
        .sorted(Comparator.comparing(entry -> entry.rule().id()))
        .toList();
  }

  private Source source(NamedRule rule) {
    return fromTopic.containsKey(rule.id()) ? Source.TOPIC : Source.BUILT_IN;
  }

  Optional<Entry> inForce(String id) {
    return inForce().stream().filter(entry -> entry.rule().id().equals(id)).findFirst();
  }

  /** The rule that comes back when the topic's is withdrawn. */
  Optional<NamedRule> builtIn(String id) {
    return RuleBook.builtIn().rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /**
   * The version that a change makes: above all that the topic knows of, those of withdrawn rules
   * among them as long as it does, so that a version means one thing.
   */
  int nextVersion(String id) {
    return versions.getOrDefault(id, 0) + 1;
  }

  /** What the stream refuses too, in words. */
  List<String> refused() {
    return List.copyOf(refused);
  }
}
