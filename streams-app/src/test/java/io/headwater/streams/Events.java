package io.headwater.streams;

import io.headwater.model.EventTime;
import io.headwater.model.RejectedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.SensorEventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sensors of a small plant, and what they send. */
final class Events {

  private static final SensorEventJson JSON = new SensorEventJson();

  private Events() {}

  /** A record of the events topic. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sent(byte[] key, byte[] payload) {}

  static Sent sent(SensorEvent event) {
    return new Sent(event.sensorId().getBytes(StandardCharsets.UTF_8), JSON.encode(event));
  }

  /** A record of the rejected topic. */
  static RejectedEvent rejected(byte[] json) {
    return new RejectedEventJson().decode(json);
  }

  /** A thermometer in the boiler house, in °F. */
  static SensorEvent temperature(String sensorId, Instant at, double fahrenheit) {
    return event(sensorId, "temperature", at, fahrenheit, "fahrenheit");
  }

  /** A pressure gauge in the boiler house, in bar. */
  static SensorEvent pressure(String sensorId, Instant at, double bar) {
    return event(sensorId, "pressure", at, bar, "bar");
  }

  static SensorEvent event(
      String sensorId, String deviceType, Instant at, double value, @Nullable String unit) {
    return new SensorEvent(
        sensorId,
        deviceType,
        EventTime.ofInstant(at),
        value,
        unit,
        "boiler-house",
        SensorEvent.DEFAULT_STATUS,
        null);
  }

  static SensorEvent withStatus(SensorEvent event, String status) {
    return new SensorEvent(
        event.sensorId(),
        event.deviceType(),
        event.eventTime(),
        event.value(),
        event.unit(),
        event.location(),
        status,
        event.attributes());
  }

  static SensorEvent withLocation(SensorEvent event, String location) {
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
}
