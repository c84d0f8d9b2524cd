package io.headwater.streams.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A good payload, field by field as JSON text, so that a test can spoil just one. */
final class Payload {

  private final Map<String, String> fields = new LinkedHashMap<>();

  private Payload() {}

  static Payload good() {
    return new Payload()
        .with("sensor_id", "\"t-1\"")
        .with("device_type", "\"temperature\"")
        .with("timestamp", "\"2026-03-01T12:00:00.123456Z\"")
        .with("value", "70.5")
        .with("location", "\"boiler-house\"");
  }

  Payload with(String name, String json) {
    fields.put(name, json);
    return this;
  }

  Payload without(String name) {
    fields.remove(name);
    return this;
  }

  String text() {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}
