package io.headwater.streams.anomaly;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings of sensors the plant knows more or less of. */
final class Readings {

  static final Origin ORIGIN = new Origin("sensor-events", 3, 42);

  static final long NOON = EventTime.ofInstant(Instant.parse("2026-03-01T12:00:00Z"));

  private Readings() {}

  static EnrichedEvent temperature(double value, @Nullable String unit) {
    return reading("temperature", value, unit, SensorReference.UNKNOWN);
  }

  static EnrichedEvent temperatureOfUnitExpected(double value, String expectedUnit) {
    return reading(
        "temperature",
        value,
        null,
        new SensorReference(null, null, null, null, expectedUnit, null, null));
  }

  static EnrichedEvent withOwnLimits(
      String deviceType, double value, @Nullable String unit, Limits limits) {
    return reading(
        deviceType, value, unit, new SensorReference(null, null, null, null, null, limits, null));
  }

  static EnrichedEvent reading(
      String deviceType, double value, @Nullable String unit, SensorReference reference) {
    return event(deviceType, value, unit, "normal", reference);
  }

  static EnrichedEvent status(String status) {
    return event("pressure", 3, "bar", status, SensorReference.UNKNOWN);
  }

  static EnrichedEvent event(
      String deviceType,
      double value,
      @Nullable String unit,
      String status,
      SensorReference reference) {
    return new EnrichedEvent(
        new SensorEvent("s-1", deviceType, NOON, value, unit, "boiler-house", status, null),
        reference,
        List.of(),
        false,
        ORIGIN);
  }

  /** A pressure that many microseconds after noon. */
  static EnrichedEvent at(long micros, double value, @Nullable String unit) {
    return new EnrichedEvent(
        new SensorEvent(
            "s-1", "pressure", NOON + micros, value, unit, "boiler-house", "normal", null),
        SensorReference.UNKNOWN,
        List.of(),
        false,
        ORIGIN);
  }
}
