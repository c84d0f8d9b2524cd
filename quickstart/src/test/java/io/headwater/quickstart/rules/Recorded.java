package io.headwater.quickstart.rules;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

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

  /** A reading in fahrenheit, sent when it was taken; partition 0 of the input. */
  static RecordedEvent reading(String sensorId, String time, double value, long offset) {
    return sent(
        time,
        new EnrichedEvent(
            new SensorEvent(
                sensorId,
                "temperature",
                micros(time),
                value,
                "fahrenheit",
                "hall-1",
                "normal",
                null),
            SensorReference.UNKNOWN,
            List.of(),
            false,
            new Origin(TOPIC, 0, offset)));
  }

  /** The same event, but sent at another time, by the clock of who sent it. */
  static RecordedEvent sentAt(String time, RecordedEvent event) {
    return sent(time, event.event());
  }

  private static RecordedEvent sent(String time, EnrichedEvent event) {
    return new RecordedEvent(event, MICROSECONDS.toMillis(micros(time)));
  }

  static long micros(String time) {
    return EventTime.parse(time).orElseThrow();
  }
}
