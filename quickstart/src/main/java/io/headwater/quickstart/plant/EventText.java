package io.headwater.quickstart.plant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An event as the text of its fields, so that single ones can be spoiled; immutable. */
final class EventText {

  private final Map<String, String> fields;

  private EventText(Map<String, String> fields) {
    this.fields = fields;
  }

  static EventText of(SensorEvent event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sensor_id", quoted(event.sensorId()));
    fields.put("device_type", quoted(event.deviceType()));
    fields.put("timestamp", quoted(EventTime.format(event.eventTime())));
    fields.put("value", Double.toString(event.value()));
    fields.put("location", quoted(event.location()));
    fields.put("status", quoted(event.status()));
    return new EventText(fields);
  }

  /** A JSON string; {@code plain} must need no escapes. */
  static String quoted(String plain) {
    return '"' + plain + '"';
  }

  EventText with(String field, String json) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.put(field, json);
    return new EventText(changed);
  }

  EventText without(String field) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.remove(field);
    return new EventText(changed);
  }

  /** The JSON of one field. */
  String field(String name) {
    String json = fields.get(name);
    if (json == null) {
      throw new IllegalArgumentException("The event has no field " + name);
    }
    return json;
  }

  /** The event as JSON. */
  @Override
  public String toString() {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  byte[] bytes() {
    return toString().getBytes(UTF_8);
  }
}
