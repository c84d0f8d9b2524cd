package io.headwater.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.json.AlertJson;
import java.util.List;

/** One machine, one morning: the records that docs/contracts.md shows. */
public final class Examples {

  private static final Origin ORIGIN = new Origin("sensor-events", 2, 41_907);

  public static final SensorEvent READING =
      new SensorEvent(
          "press-07-oil",
          "temperature",
          time("2026-03-02T07:14:31.250Z"),
          101.3,
          "fahrenheit",
          "hall-3",
          "normal",
          "{\"firmware\":\"1.4.2\",\"battery\":0.83}");

  public static final SensorReference REFERENCE =
      new SensorReference(
          "Ulm",
          "L2",
          "press 7",
          "Press 7, oil sump",
          "fahrenheit",
          new SensorReference.Limits(40.0, 100.0, "fahrenheit"),
          null);

  public static final EnrichedEvent ENRICHED =
      new EnrichedEvent(
          READING,
          new SensorReference(
              REFERENCE.site(),
              REFERENCE.line(),
              REFERENCE.machine(),
              REFERENCE.displayName(),
              REFERENCE.expectedUnit(),
              null,
              null),
          List.of("threshold"),
          false,
          ORIGIN);

  public static final WindowAggregate WINDOW =
      new WindowAggregate(
          Scope.SENSOR,
          "1m",
          "press-07-oil",
          "hall-3",
          "temperature",
          "fahrenheit",
          time("2026-03-02T07:14:00Z"),
          time("2026-03-02T07:15:00Z"),
          Summary.of(98.5).plus(99.1).plus(101.3),
          time("2026-03-02T07:14:01.250Z"),
          time("2026-03-02T07:14:31.250Z"),
          1,
          1,
          CloseReason.WATERMARK);

  public static final Anomaly ANOMALY =
      new Anomaly(
          "threshold:0:sensor-events:2:41907",
          "threshold",
          0,
          AnomalyKind.THRESHOLD,
          Severity.HIGH,
          "press-07-oil",
          "temperature",
          "hall-3",
          READING.eventTime(),
          101.3,
          "fahrenheit",
          100.0,
          null,
          "The value 101.3 °F is above the limit of 100.0 °F.",
          ORIGIN);

  public static final Alert ALERT =
      new Alert(
          "threshold:press-07-oil:2026-03-02T07:14:31.250Z",
          Alert.State.RESOLVED,
          READING.eventTime(),
          time("2026-03-02T07:19:02.250Z"),
          "threshold",
          0,
          AnomalyKind.THRESHOLD,
          Severity.HIGH,
          "press-07-oil",
          "temperature",
          "hall-3",
          "fahrenheit",
          101.3,
          100.2,
          103.8,
          22,
          List.of(),
          1,
          null,
          "The value 101.3 °F is above the limit of 100.0 °F.");

  public static final UndeliveredAlert UNDELIVERED =
      new UndeliveredAlert(
          "logic-app",
          UndeliveredAlert.Reason.REFUSED,
          "The webhook logic-app refused the alert with status 400, which is final: it was tried"
              + " once.",
          400,
          1,
          time("2026-03-02T07:19:03.310Z"),
          ALERT.alertId(),
          ALERT.state(),
          new String(new AlertJson().encode(ALERT), UTF_8),
          new Origin("sensor-alerts", 1, 87));

  public static final DetectionRule RULE =
      new DetectionRule(
          3,
          true,
          new DetectionRule.Subject("temperature", "hall-3", null),
          new DetectionRule.Threshold(
              new SensorReference.Limits(null, 95.0, "fahrenheit"), Severity.MEDIUM));

  public static final RejectedEvent REJECTED =
      new RejectedEvent(
          RejectReason.INVALID_TIMESTAMP,
          "The field timestamp must be an ISO-8601 time with Z or an offset, but is"
              + " \"2026-03-02 07:14\".",
          ("{\"sensor_id\":\"press-07-oil\",\"device_type\":\"temperature\","
                  + "\"timestamp\":\"2026-03-02 07:14\",\"value\":98.5,\"location\":\"hall-3\"}")
              .getBytes(UTF_8),
          new Origin("sensor-events", 2, 41_908),
          1_772_435_673_118L,
          "press-07-oil".getBytes(UTF_8),
          List.of(new RejectedEvent.Header("gateway", "gw-3".getBytes(UTF_8))));

  private Examples() {}

  private static long time(String text) {
    return EventTime.parse(text).orElseThrow();
  }
}
