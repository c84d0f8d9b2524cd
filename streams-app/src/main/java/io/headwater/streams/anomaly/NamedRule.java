package io.headwater.streams.anomaly;

import io.headwater.model.AnomalyKind;
import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.Severity;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.DetectionRuleJson;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A rule as it is in force: built in, or from the rules topic.
 *
 * @param version 0 for a rule that is built in, else the record's
 * @param enabled false: it finds nothing
 */
public record NamedRule(String id, int version, boolean enabled, Subject subject, Check check) {

  /** The rule whose limits a sensor's own limits take the place of. */
  static final String OWN_LIMITS = "threshold";

  /** In bytes of JSON: far more than any rule needs. */
  public static final int LARGEST = 64 * 1024;

  private static final Pattern ID = Pattern.compile("[a-z0-9._-]{1,64}");

  private static final List<NamedRule> BUILT_IN =
      List.of(
          builtIn(
              OWN_LIMITS,
              new Subject("temperature", null, null),
              new DetectionRule.Threshold(new Limits(32.0, 100.0, "fahrenheit"), Severity.HIGH)),
          builtIn("spike", Subject.ALL, new DetectionRule.Spike(20, 0, 60_000_000, Severity.HIGH)),
          builtIn(
              "status",
              Subject.ALL,
              new DetectionRule.Status(
                  Map.of("error", Severity.HIGH, "critical", Severity.CRITICAL))),
          builtIn(
              "missing-data",
              Subject.ALL,
              new DetectionRule.MissingData(300_000_000, Severity.HIGH)));

  /** The rules that hold as long as no record of the rules topic has their id. */
  static List<NamedRule> builtIn() {
    return BUILT_IN;
  }

  /**
   * The rule in a record of the rules topic, if it can be in force.
   *
   * @param id the record's key
   * @param json the record's value, of at most {@link #LARGEST} bytes
   * @throws IllegalArgumentException when the stream refuses it; the message says why
   */
  public static NamedRule read(String id, byte[] json) {
    if (json.length > LARGEST) {
      throw new IllegalArgumentException(
          "it has %d bytes; at most %d are taken".formatted(json.length, LARGEST));
    }
    try {
      return of(id, new DetectionRuleJson().decode(json));
    } catch (ContractViolation e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * A rule of the rules topic.
   *
   * @param id the record's key
   * @throws IllegalArgumentException when it cannot be in force; the message says why
   */
  public static NamedRule of(String id, DetectionRule rule) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the id must have 1 to 64 characters of a-z, 0-9, '.', '_' and '-'");
    }
    AnomalyKind kind = rule.check().kind();
    for (NamedRule builtIn : BUILT_IN) {
      if (builtIn.id.equals(id) && builtIn.check.kind() != kind) {
        throw new IllegalArgumentException(
            "%s is the id of a built-in rule of the kind %s, so it cannot be of the kind %s"
                .formatted(id, builtIn.check.kind().text(), kind.text()));
      }
    }
    NamedRule named =
        new NamedRule(id, rule.version(), rule.enabled(), rule.subject(), rule.check());
    Rule.of(named);
    return named;
  }

  private static NamedRule builtIn(String id, Subject subject, Check check) {
    return new NamedRule(id, 0, true, subject, check);
  }
}
