package io.headwater.streams.oracle;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowSpec.Session;
import io.headwater.model.WindowSpec.Sliding;
import io.headwater.model.WindowSpec.Tumbling;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The readings of a day, and the windows of the default settings. */
final class Readings {

  static final NaiveRules RULES =
      new NaiveRules(
          List.of(
              new Tumbling("1m", Duration.ofMinutes(1)),
              new Tumbling("1h", Duration.ofHours(1)),
              new Sliding("5m", Duration.ofMinutes(5), Duration.ofMinutes(1))),
          new Session("session", Duration.ofMinutes(10)),
          Duration.ofSeconds(10));

  private Readings() {}

  static SensorEvent event(String sensorId, String clock, double value) {
    return new SensorEvent(
        sensorId, "pressure", time(clock), value, "bar", "yard", SensorEvent.DEFAULT_STATUS, null);
  }

  static SensorEvent moved(SensorEvent event, String location) {
    return new SensorEvent(
        event.sensorId(),
        event.deviceType(),
        event.eventTime(),
        event.value(),
        event.unit(),
        location,
        event.status(),
        event.attributes());
  }

  static long time(String clock) {
    return EventTime.ofInstant(Instant.parse("2026-03-01T" + clock + "Z"));
  }

  static long millis(String clock) {
    return time(clock) / 1_000;
  }

  static String clock(long time) {
    return Instant.ofEpochMilli(time / 1_000).atOffset(ZoneOffset.UTC).toLocalTime().toString();
  }
}
