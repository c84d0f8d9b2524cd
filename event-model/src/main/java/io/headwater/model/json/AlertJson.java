package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.Alert;
import io.headwater.model.AnomalyKind;
import io.headwater.model.Severity;
import java.util.List;

/** A record of the alerts topic. */
public final class AlertJson extends ObjectCodec<Alert> {

  @Override
  void write(Alert alert, FieldWriter out) {
    out.text("alert_id", alert.alertId());
    out.text("scope", alert.scope().text());
    out.text("state", alert.state().text());
    out.time("opened_at", alert.openedAt());
    out.time("changed_at", alert.changedAt());
    out.text("rule_id", alert.ruleId());
    out.integer("rule_version", alert.ruleVersion());
    out.text("kind", alert.kind().text());
    out.text("severity", alert.severity().text());
    out.text("sensor_id", alert.sensorId());
    out.text("device_type", alert.deviceType());
    out.text("location", alert.location());
    out.text("unit", alert.unit());
    out.numberOrNull("first_value", alert.firstValue());
    out.numberOrNull("last_value", alert.lastValue());
    out.numberOrNull("peak_value", alert.peakValue());
    out.integer("anomaly_count", alert.anomalyCount());
    out.texts("sensors", alert.sensors());
    out.integer("sensor_count", alert.sensorCount());
    out.text("rolled_up_into", alert.rolledUpInto());
    out.text("message", alert.message());
  }

  @Override
  Alert read(FieldReader in) {
    String alertId = null;
    Alert.State state = null;
    Long openedAt = null;
    Long changedAt = null;
    String ruleId = null;
    Integer ruleVersion = null;
    AnomalyKind kind = null;
    Severity severity = null;
    String sensorId = null;
    String deviceType = null;
    String location = null;
    String unit = null;
    Double firstValue = null;
    Double lastValue = null;
    Double peakValue = null;
    Long anomalyCount = null;
    List<String> sensors = null;
    Long sensorCount = null;
    String rolledUpInto = null;
    String message = null;
    while (in.next()) {
      switch (in.name()) {
        case "alert_id" -> alertId = in.text();
        case "state" -> state = in.named(Alert.State::ofText);
        case "opened_at" -> openedAt = in.time();
        case "changed_at" -> changedAt = in.time();
        case "rule_id" -> ruleId = in.text();
        case "rule_version" -> ruleVersion = in.smallInteger();
        case "kind" -> kind = in.named(AnomalyKind::ofText);
        case "severity" -> severity = in.named(Severity::ofText);
        case "sensor_id" -> sensorId = in.textOrNull();
        case "device_type" -> deviceType = in.text();
        case "location" -> location = in.text();
        case "unit" -> unit = in.textOrNull();
        case "first_value" -> firstValue = in.numberOrNull();
        case "last_value" -> lastValue = in.numberOrNull();
        case "peak_value" -> peakValue = in.numberOrNull();
        case "anomaly_count" -> anomalyCount = in.integer();
        case "sensors" -> sensors = in.list(FieldReader::text);
        case "sensor_count" -> sensorCount = in.integer();
        case "rolled_up_into" -> rolledUpInto = in.textOrNull();
        case "message" -> message = in.text();
        default -> in.skip();
      }
    }
    return new Alert(
        required("alert_id", alertId),
        required("state", state),
        required("opened_at", openedAt),
        required("changed_at", changedAt),
        required("rule_id", ruleId),
        required("rule_version", ruleVersion),
        required("kind", kind),
        required("severity", severity),
        sensorId,
        required("device_type", deviceType),
        required("location", location),
        unit,
        firstValue,
        lastValue,
        peakValue,
        required("anomaly_count", anomalyCount),
        required("sensors", sensors),
        required("sensor_count", sensorCount),
        rolledUpInto,
        required("message", message));
  }
}
