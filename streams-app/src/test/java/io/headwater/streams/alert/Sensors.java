package io.headwater.streams.alert;

import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.Severity;
import io.headwater.streams.time.TimedEvent;
import java.time.Instant;
import java.util.List;

/** What the detection says of the thermometers of a boiler house, second by second. */
final class Sensors {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;
  static final long DELAY = 10 * SECOND;
  static final String PLACE = "boiler-house";
  static final double LIMIT = 100;

  private static final Origin ORIGIN = new Origin("sensor-events", 0, 1);

  private Sensors() {}

  /** So many seconds after the start. */
  static long at(double seconds) {
    return EventTime.ofInstant(START) + Math.round(seconds * SECOND);
  }

  /** A temperature above the limit of 100 °F. */
  static Anomaly hot(String sensorId, double seconds, double fahrenheit) {
    return anomaly(
        "threshold",
        AnomalyKind.THRESHOLD,
        Severity.HIGH,
        sensorId,
        at(seconds),
        fahrenheit,
        "fahrenheit");
  }

  static Anomaly celsius(String sensorId, double seconds, double celsius) {
    return anomaly(
        "threshold",
        AnomalyKind.THRESHOLD,
        Severity.HIGH,
        sensorId,
        at(seconds),
        celsius,
        "celsius");
  }

  static Anomaly status(String sensorId, double seconds, Severity severity) {
    return new Anomaly(
        "a",
        "status",
        0,
        AnomalyKind.STATUS,
        severity,
        sensorId,
        "temperature",
        PLACE,
        at(seconds),
        70.0,
        "fahrenheit",
        null,
        null,
        "The sensor reports the status " + severity.text() + ".",
        ORIGIN);
  }

  /** A silence: there is no value. */
  static Anomaly silent(String sensorId, double seconds) {
    return new Anomaly(
        "a",
        "missing-data",
        0,
        AnomalyKind.MISSING_DATA,
        Severity.MEDIUM,
        sensorId,
        "temperature",
        PLACE,
        at(seconds),
        null,
        "fahrenheit",
        null,
        null,
        "The sensor has sent nothing for 5 minutes.",
        ORIGIN);
  }

  private static Anomaly anomaly(
      String ruleId,
      AnomalyKind kind,
      Severity severity,
      String sensorId,
      long at,
      double value,
      String unit) {
    return new Anomaly(
        "a",
        ruleId,
        0,
        kind,
        severity,
        sensorId,
        "temperature",
        PLACE,
        at,
        value,
        unit,
        LIMIT,
        null,
        "The value %s is above the limit of %s.".formatted(value, LIMIT),
        ORIGIN);
  }

  /** An event as the detection leaves it, of a sensor whose clock is right. */
  static TimedEvent event(String sensorId, double seconds, String... broken) {
    return event(sensorId, seconds, at(seconds) - DELAY, broken);
  }

  /** An event at that watermark. */
  static TimedEvent event(String sensorId, double seconds, long watermark, String... broken) {
    SensorEvent event =
        new SensorEvent(
            sensorId, "temperature", at(seconds), 70, "fahrenheit", PLACE, "normal", null);
    EnrichedEvent enriched =
        new EnrichedEvent(event, SensorReference.UNKNOWN, List.of(broken), false, ORIGIN);
    return new TimedEvent(enriched, watermark, watermark);
  }
}
