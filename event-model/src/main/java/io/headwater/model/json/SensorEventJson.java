package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.SensorEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * An event as a device sends it: the time is called {@code timestamp}, and the attributes stand
 * beside the other fields.
 *
 * <p>For those who make events. {@link #decode} takes every event this writes and more, but it
 * neither checks lengths and magnitudes nor knows reasons to reject: that is the stream's own
 * decoder's part.
 */
public final class SensorEventJson extends ObjectCodec<SensorEvent> {

  @Override
  void write(SensorEvent event, FieldWriter out) {
    out.text("sensor_id", event.sensorId());
    out.text("device_type", event.deviceType());
    out.time("timestamp", event.eventTime());
    out.number("value", event.value());
    out.text("unit", event.unit());
    out.text("location", event.location());
    out.text("status", event.status());
    if (event.attributes() != null) {
      out.rawFields(inside(event.attributes()));
    }
  }

  @Override
  SensorEvent read(FieldReader in) {
    String sensorId = null;
    String deviceType = null;
    Long eventTime = null;
    Double value = null;
    String unit = null;
    String location = null;
    String status = null;
    StringBuilder attributes = new StringBuilder();
    while (in.next()) {
      switch (in.name()) {
        case "sensor_id" -> sensorId = in.text();
        case "device_type" -> deviceType = in.text();
        case "timestamp" -> eventTime = in.time();
        case "value" -> value = in.number();
        case "unit" -> unit = in.textOrNull();
        case "location" -> location = in.text();
        case "status" -> status = in.textOrNull();
        default -> append(in.name(), in.verbatim(), attributes);
      }
    }
    return new SensorEvent(
        required("sensor_id", sensorId),
        required("device_type", deviceType),
        required("timestamp", eventTime),
        required("value", value),
        unit,
        required("location", location),
        status == null ? SensorEvent.DEFAULT_STATUS : status,
        objectOf(attributes));
  }

  private static String inside(String object) {
    String text = object.strip();
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw new IllegalArgumentException(
          "attributes must be the text of one JSON object, but are " + text);
    }
    return text.substring(1, text.length() - 1);
  }

  private static void append(String name, String value, StringBuilder fields) {
    fields.append(fields.isEmpty() ? "\"" : ",\"");
    JsonStringEncoder.getInstance().quoteAsString(name, fields);
    fields.append("\":").append(value);
  }

  private static @Nullable String objectOf(StringBuilder fields) {
    return fields.isEmpty() ? null : "{" + fields + "}";
  }
}
