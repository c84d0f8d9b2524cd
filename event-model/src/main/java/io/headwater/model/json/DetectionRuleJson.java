package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.AnomalyKind;
import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Adaptive;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.MissingData;
import io.headwater.model.DetectionRule.Spike;
import io.headwater.model.DetectionRule.Status;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.DetectionRule.Threshold;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.Severity;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record in the rules topic; its key is the rule's id. What belongs to another kind
 * of rule is null. Reading refuses values that make no sense, and takes defaults for those that are
 * left out.
 */
public final class DetectionRuleJson extends ObjectCodec<DetectionRule> {

  private static final double MICROS = 1e6;

  @Override
  void write(DetectionRule rule, FieldWriter out) {
    out.integer("version", rule.version());
    out.flag("enabled", rule.enabled());
    out.text("kind", rule.check().kind().text());
    out.text("device_type", rule.subject().deviceType());
    out.text("location", rule.subject().location());
    out.text("sensor_id", rule.subject().sensorId());
    Fields fields = Fields.of(rule.check());
    out.text("severity", fields.severity == null ? null : fields.severity.text());
    out.numberOrNull("low", fields.low);
    out.numberOrNull("high", fields.high);
    out.text("unit", fields.unit);
    out.numberOrNull("rise_percent", fields.risePercent);
    out.numberOrNull("floor", fields.floor);
    out.numberOrNull("within_seconds", fields.within);
    if (fields.statuses == null) {
      out.text("statuses", null);
    } else {
      out.object("statuses", fields.statuses, DetectionRuleJson::writeStatuses);
    }
    out.numberOrNull("after_seconds", fields.after);
    out.numberOrNull("score_limit", fields.scoreLimit);
    out.numberOrNull("half_life_seconds", fields.halfLife);
    out.numberOrNull("warm_up_seconds", fields.warmUp);
    out.numberOrNull("season_seconds", fields.season);
  }

  private static void writeStatuses(Map<String, Severity> statuses, FieldWriter out) {
    statuses.forEach((status, severity) -> out.entry(status, severity.text()));
  }

  @Override
  DetectionRule read(FieldReader in) {
    Integer version = null;
    boolean enabled = true;
    AnomalyKind kind = null;
    String deviceType = null;
    String location = null;
    String sensorId = null;
    Fields fields = new Fields();
    while (in.next()) {
      switch (in.name()) {
        case "version" -> version = in.smallInteger();
        case "enabled" -> enabled = in.flag();
        case "kind" -> kind = in.named(AnomalyKind::ofText);
        case "device_type" -> deviceType = in.textOrNull();
        case "location" -> location = in.textOrNull();
        case "sensor_id" -> sensorId = in.textOrNull();
        default -> fields.readOrSkip(in);
      }
    }
    try {
      return new DetectionRule(
          required("version", version),
          enabled,
          new Subject(deviceType, location, sensorId),
          fields.check(required("kind", kind)));
    } catch (IllegalArgumentException e) {
      throw new ContractViolation(String.valueOf(e.getMessage()), e);
    }
  }

  /** The fields of all kinds of rules; times in seconds, as in the topic. */
  private static final class Fields {
    private @Nullable Severity severity;
    private @Nullable Double low;
    private @Nullable Double high;
    private @Nullable String unit;
    private @Nullable Double risePercent;
    private @Nullable Double floor;
    private @Nullable Double within;
    private @Nullable Map<String, Severity> statuses;
    private @Nullable Double after;
    private @Nullable Double scoreLimit;
    private @Nullable Double halfLife;
    private @Nullable Double warmUp;
    private @Nullable Double season;

    private static Fields of(Check check) {
      Fields fields = new Fields();
      if (check instanceof Threshold threshold) {
        fields.severity = threshold.severity();
        fields.low = threshold.limits().low();
        fields.high = threshold.limits().high();
        fields.unit = threshold.limits().unit();
      } else if (check instanceof Spike spike) {
        fields.severity = spike.severity();
        fields.risePercent = spike.risePercent();
        fields.floor = spike.floor();
        fields.within = spike.within() / MICROS;
      } else if (check instanceof Status status) {
        fields.statuses = status.statuses();
      } else if (check instanceof MissingData missing) {
        fields.severity = missing.severity();
        fields.after = missing.after() / MICROS;
      } else if (check instanceof Adaptive adaptive) {
        fields.severity = adaptive.severity();
        fields.scoreLimit = adaptive.scoreLimit();
        fields.floor = adaptive.floor();
        fields.halfLife = adaptive.halfLife() / MICROS;
        fields.warmUp = adaptive.warmUp() / MICROS;
        fields.season = adaptive.season() == null ? null : adaptive.season() / MICROS;
      }
      return fields;
    }

    private void readOrSkip(FieldReader in) {
      switch (in.name()) {
        case "severity" -> severity = in.namedOrNull(Severity::ofText);
        case "low" -> low = in.numberOrNull();
        case "high" -> high = in.numberOrNull();
        case "unit" -> unit = in.textOrNull();
        case "rise_percent" -> risePercent = in.numberOrNull();
        case "floor" -> floor = in.numberOrNull();
        case "within_seconds" -> within = in.numberOrNull();
        case "statuses" -> statuses = in.objectOrNull(Fields::readStatuses);
        case "after_seconds" -> after = in.numberOrNull();
        case "score_limit" -> scoreLimit = in.numberOrNull();
        case "half_life_seconds" -> halfLife = in.numberOrNull();
        case "warm_up_seconds" -> warmUp = in.numberOrNull();
        case "season_seconds" -> season = in.numberOrNull();
        default -> in.skip();
      }
    }

    private static Map<String, Severity> readStatuses(FieldReader in) {
      Map<String, Severity> statuses = new TreeMap<>();
      while (in.next()) {
        statuses.put(in.name().toLowerCase(Locale.ROOT), in.named(Severity::ofText));
      }
      return statuses;
    }

    private Check check(AnomalyKind kind) {
      Severity how = severity == null ? Severity.HIGH : severity;
      return switch (kind) {
        case THRESHOLD -> new Threshold(new Limits(low, high, unit), how);
        case SPIKE -> new Spike(or(risePercent, 20), or(floor, 0), micros(within, 60), how);
        case STATUS ->
            new Status(
                statuses == null
                    ? Map.of("error", Severity.HIGH, "critical", Severity.CRITICAL)
                    : statuses);
        case MISSING_DATA -> new MissingData(micros(after, 300), how);
        case ADAPTIVE ->
            new Adaptive(
                or(scoreLimit, 5),
                or(floor, 0),
                micros(halfLife, 172_800),
                micros(warmUp, 86_400),
                season == null ? null : micros(season, 0),
                how);
      };
    }

    private static double or(@Nullable Double value, double otherwise) {
      return value == null ? otherwise : value;
    }

    private static long micros(@Nullable Double seconds, double otherwise) {
      return Math.round(or(seconds, otherwise) * MICROS);
    }
  }
}
