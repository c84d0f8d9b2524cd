package io.headwater.streams.ingest;

import static io.headwater.model.RejectReason.MALFORMED_JSON;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one payload as they stand there, by name, before any rule about what they hold;
 * those that are no field of an event are gathered in {@code attributes}.
 */
final class EventFields {

  /**
   * A field's value.
   *
   * @param text of a string or a number as it stands there; empty for anything else
   */
  record Field(JsonToken token, String text) {}

  private @Nullable Field sensorId;
  private @Nullable Field deviceType;
  private @Nullable Field timestamp;
  private @Nullable Field value;
  private @Nullable Field unit;
  private @Nullable Field location;
  private @Nullable Field status;
  private @Nullable AttributesText attributes;

  private EventFields() {}

  /**
   * Reads the one object {@code json} must hold, and its end.
   *
   * @throws Refusal when it holds something else
   * @throws tools.jackson.core.JacksonException when it is no JSON
   */
  static EventFields read(JsonParser json) {
    EventFields fields = new EventFields();
    JsonToken first = json.nextToken();
    if (first == null) {
      throw new Refusal(MALFORMED_JSON, "The payload is empty; an event is a JSON object.");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new Refusal(
          MALFORMED_JSON, "The payload is " + inWords(first) + "; an event is a JSON object.");
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      fields.take(json);
    }
    if (json.nextToken() != null) {
      throw new Refusal(MALFORMED_JSON, "Something follows the end of the event's JSON object.");
    }
    return fields;
  }

  private void take(JsonParser json) {
    switch (json.currentName()) {
      case "sensor_id" -> sensorId = value(json);
      case "device_type" -> deviceType = value(json);
      case "timestamp" -> timestamp = value(json);
      case "value" -> value = value(json);
      case "unit" -> unit = value(json);
      case "location" -> location = value(json);
      case "status" -> status = value(json);
      default -> {
        if (attributes == null) {
          attributes = new AttributesText();
        }
        attributes.copy(json);
      }
    }
  }

  private static Field value(JsonParser json) {
    JsonToken token = json.nextToken();
    return switch (token) {
      case VALUE_STRING -> new Field(token, WellFormed.text(json.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Field(token, json.getString());
      default -> {
        json.skipChildren();
        yield new Field(token, "");
      }
    };
  }

  @Nullable Field sensorId() {
    return sensorId;
  }

  @Nullable Field deviceType() {
    return deviceType;
  }

  @Nullable Field timestamp() {
    return timestamp;
  }

  @Nullable Field value() {
    return value;
  }

  @Nullable Field unit() {
    return unit;
  }

  @Nullable Field location() {
    return location;
  }

  @Nullable Field status() {
    return status;
  }

  /** The text of one JSON object with every other field, in their order; null for none. */
  @Nullable String attributes() {
    return attributes == null ? null : attributes.finish();
  }

  static String inWords(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "a JSON object";
      case START_ARRAY -> "a JSON array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }
}
