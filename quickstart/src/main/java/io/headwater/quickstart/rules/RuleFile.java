package io.headwater.quickstart.rules;

import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.MissingData;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.DetectionRule.Threshold;
import io.headwater.model.Severity;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.DetectionRuleJson;
import io.headwater.model.settings.NearestName;
import io.headwater.streams.anomaly.TemperatureUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A rule as somebody wrote it. More is asked of it than of a record of the topic, whose readers
 * pass over what they do not know: a field nobody reads is a mistake here.
 */
final class RuleFile {

  private static final Set<String> KNOWN =
      RuleFields.of(
              new DetectionRule(1, true, Subject.ALL, new MissingData(60_000_000, Severity.HIGH)))
          .values()
          .keySet();

  private final RuleFields fields;
  private final DetectionRule rule;

  private RuleFile(RuleFields fields, DetectionRule rule) {
    this.fields = fields;
    this.rule = rule;
  }

  /**
   * Reads a rule.
   *
   * @param json one JSON object; it need not have a version
   * @throws ContractViolation when it is no rule, or says something that would have no effect
   */
  static RuleFile read(byte[] json) {
    RuleFields fields = RuleFields.parse(json);
    for (String name : fields.values().keySet()) {
      if (!KNOWN.contains(name)) {
        throw new ContractViolation(
            "a rule has no field %s%s".formatted(name, NearestName.hint(name, KNOWN)));
      }
    }
    RuleFields complete = fields.has(RuleFields.VERSION) ? fields : fields.withVersion(1);
    DetectionRule rule = new DetectionRuleJson().decode(complete.toJson());
    RuleFields meant = RuleFields.of(rule);
    for (String name : fields.values().keySet()) {
      if (fields.has(name) && !meant.has(name)) {
        throw new ContractViolation(
            "field %s has no meaning in a rule of the kind %s"
                .formatted(name, rule.check().kind().text()));
      }
    }
    if (rule.check() instanceof Threshold threshold && threshold.limits().unit() != null) {
      requireMeant(threshold.limits().unit());
    }
    return new RuleFile(fields, rule);
  }

  /** Any text is a unit, but nobody sends one that is misspelt: the rule would find nothing. */
  private static void requireMeant(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    List<String> known = TemperatureUnit.names();
    if (!known.contains(lower)) {
      String hint = NearestName.hint(lower, known);
      if (!hint.isEmpty()) {
        throw new ContractViolation("field unit: there is no %s%s".formatted(unit, hint));
      }
    }
  }

  /**
   * The rule, as the next version of what there was.
   *
   * @param next the least version it may have; the file may name a higher one
   */
  DetectionRule rule(int next) {
    int version = fields.has(RuleFields.VERSION) ? Math.max(next, rule.version()) : next;
    return new DetectionRule(version, rule.enabled(), rule.subject(), rule.check());
  }

  /** The same as a record of the rules topic. */
  byte[] json(int next) {
    return new DetectionRuleJson().encode(rule(next));
  }
}
