package io.headwater.quickstart.rules;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import java.util.List;

/** Readings of thermometers, as they were recorded. */
final class Recorded {

  static final String TOPIC = "sensor-events";

  private Recorded() {}

  /** A reading in fahrenheit; partition 0 of the input. */
  static EnrichedEvent reading(String sensorId, String time, double value, long offset) {
    return new EnrichedEvent(
        new SensorEvent(
            sensorId, "temperature", micros(time), value, "fahrenheit", "hall-1", "normal", null),
        SensorReference.UNKNOWN,
        List.of(),
        false,
        new Origin(TOPIC, 0, offset));
  }

  static long micros(String time) {
    return EventTime.parse(time).orElseThrow();
  }
}
