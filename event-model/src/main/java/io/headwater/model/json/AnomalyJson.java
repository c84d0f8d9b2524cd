package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.Anomaly;
import io.headwater.model.Anomaly.Expected;
import io.headwater.model.AnomalyKind;
import io.headwater.model.Severity;
import org.jspecify.annotations.Nullable;

/** A record of the anomalies topic. */
public final class AnomalyJson extends ObjectCodec<Anomaly> {

  @Override
  void write(Anomaly anomaly, FieldWriter out) {
    out.text("anomaly_id", anomaly.anomalyId());
    out.text("rule_id", anomaly.ruleId());
    out.integer("rule_version", anomaly.ruleVersion());
    out.text("kind", anomaly.kind().text());
    out.text("severity", anomaly.severity().text());
    out.text("sensor_id", anomaly.sensorId());
    out.text("device_type", anomaly.deviceType());
    out.text("location", anomaly.location());
    out.time("event_time", anomaly.eventTime());
    out.numberOrNull("value", anomaly.value());
    out.text("unit", anomaly.unit());
    out.numberOrNull("limit", anomaly.limit());
    Expected expected = anomaly.expected();
    out.numberOrNull("expected_low", expected == null ? null : expected.low());
    out.numberOrNull("expected_high", expected == null ? null : expected.high());
    out.numberOrNull("score", expected == null ? null : expected.score());
    out.text("message", anomaly.message());
    OriginFields.write(anomaly.origin(), out);
  }

  @Override
  Anomaly read(FieldReader in) {
    String anomalyId = null;
    String ruleId = null;
    Integer ruleVersion = null;
    AnomalyKind kind = null;
    Severity severity = null;
    String sensorId = null;
    String deviceType = null;
    String location = null;
    Long eventTime = null;
    Double value = null;
    String unit = null;
    Double limit = null;
    Double expectedLow = null;
    Double expectedHigh = null;
    Double score = null;
    String message = null;
    OriginFields origin = new OriginFields();
    while (in.next()) {
      switch (in.name()) {
        case "anomaly_id" -> anomalyId = in.text();
        case "rule_id" -> ruleId = in.text();
        case "rule_version" -> ruleVersion = in.smallInteger();
        case "kind" -> kind = in.named(AnomalyKind::ofText);
        case "severity" -> severity = in.named(Severity::ofText);
        case "sensor_id" -> sensorId = in.text();
        case "device_type" -> deviceType = in.text();
        case "location" -> location = in.text();
        case "event_time" -> eventTime = in.time();
        case "value" -> value = in.numberOrNull();
        case "unit" -> unit = in.textOrNull();
        case "limit" -> limit = in.numberOrNull();
        case "expected_low" -> expectedLow = in.numberOrNull();
        case "expected_high" -> expectedHigh = in.numberOrNull();
        case "score" -> score = in.numberOrNull();
        case "message" -> message = in.text();
        default -> origin.readOrSkip(in);
      }
    }
    return new Anomaly(
        required("anomaly_id", anomalyId),
        required("rule_id", ruleId),
        required("rule_version", ruleVersion),
        required("kind", kind),
        required("severity", severity),
        required("sensor_id", sensorId),
        required("device_type", deviceType),
        required("location", location),
        required("event_time", eventTime),
        value,
        unit,
        limit,
        expected(expectedLow, expectedHigh, score),
        required("message", message),
        origin.origin());
  }

  private static @Nullable Expected expected(
      @Nullable Double low, @Nullable Double high, @Nullable Double score) {
    return low == null || high == null || score == null ? null : new Expected(low, high, score);
  }
}
