package io.headwater.streams.anomaly;

import io.headwater.model.AnomalyKind;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** The rules in force at one moment. Immutable. */
public final class RuleBook {

  /** In the order in which an event names those it broke. */
  private static final Comparator<NamedRule> ORDER =
      Comparator.comparing((NamedRule rule) -> rule.check().kind()).thenComparing(NamedRule::id);

  private static final int OF_SENSOR = new Subject(null, null, "").specificity();

  private static final RuleBook BUILT_IN = of(List.of());

  private final List<NamedRule> rules;
  private final List<Rule> enabled;

  private RuleBook(List<NamedRule> rules) {
    this.rules = List.copyOf(rules);
    this.enabled = rules.stream().filter(NamedRule::enabled).map(Rule::of).toList();
  }

  /** The rules that hold as long as nobody set others. */
  public static RuleBook builtIn() {
    return BUILT_IN;
  }

  /** The built-in rules, and these: a rule with the id of a built-in one takes its place. */
  public static RuleBook of(Collection<NamedRule> fromTopic) {
    Map<String, NamedRule> byId = new TreeMap<>();
    NamedRule.builtIn().forEach(rule -> byId.put(rule.id(), rule));
    fromTopic.forEach(rule -> byId.put(rule.id(), rule));
    return new RuleBook(byId.values().stream().sorted(ORDER).toList());
  }

  /** All rules, those that are switched off among them, by kind and id. */
  public List<NamedRule> rules() {
    return rules;
  }

  /**
   * The rules that an event is held against: of each kind those that cover it and that nothing more
   * specific of that kind covers. A sensor's own limits are as specific as a rule about the sensor.
   */
  HeldRules heldAgainst(EnrichedEvent enriched) {
    SensorEvent event = enriched.event();
    boolean hasOwnLimits = enriched.reference().limits() != null;
    return heldAgainst(
        rule ->
            hasOwnLimits && Threshold.takesOwnLimits(rule)
                ? Math.max(OF_SENSOR, rule.subject().specificity())
                : specificity(rule, event.deviceType(), event.location(), event.sensorId()));
  }

  /** The rules for a sensor as it was when it last gave a sign of life. */
  HeldRules heldBy(Life life, String sensorId) {
    return heldAgainst(rule -> specificity(rule, life.deviceType(), life.location(), sensorId));
  }

  /** The rules that some event of the sensor may be held against, wherever it is sent from. */
  List<EventRule> thatMayCover(String sensorId) {
    List<EventRule> rulesOfEvents = new ArrayList<>();
    for (Rule rule : enabled) {
      String only = rule.named().subject().sensorId();
      if (rule instanceof EventRule ofEvent && (only == null || only.equals(sensorId))) {
        rulesOfEvents.add(ofEvent);
      }
    }
    return rulesOfEvents;
  }

  private HeldRules heldAgainst(ToIntFunction<NamedRule> specificities) {
    Map<AnomalyKind, Integer> highest = new EnumMap<>(AnomalyKind.class);
    for (Rule rule : enabled) {
      int specificity = specificities.applyAsInt(rule.named());
      highest.merge(rule.named().check().kind(), specificity, Math::max);
    }
    List<EventRule> ofEvents = new ArrayList<>();
    List<MissingData> ofSilences = new ArrayList<>();
    for (Rule rule : enabled) {
      int specificity = specificities.applyAsInt(rule.named());
      if (specificity >= 0 && highest.get(rule.named().check().kind()) == specificity) {
        if (rule instanceof EventRule ofEvent) {
          ofEvents.add(ofEvent);
        } else if (rule instanceof MissingData ofSilence) {
          ofSilences.add(ofSilence);
        }
      }
    }
    return new HeldRules(ofEvents, ofSilences);
  }

  /** How specific the rule is for such a sensor; negative when it does not cover it. */
  private static int specificity(
      NamedRule rule, String deviceType, String location, String sensorId) {
    Subject subject = rule.subject();
    return subject.covers(deviceType, location, sensorId) ? subject.specificity() : -1;
  }
}
