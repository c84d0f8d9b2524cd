package io.headwater.streams.ingest;

import static io.headwater.model.RejectReason.INVALID_FIELD;
import static io.headwater.model.RejectReason.INVALID_TIMESTAMP;
import static io.headwater.model.RejectReason.MISSING_FIELD;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.streams.ingest.EventFields.Field;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The rules of an event, field by field. */
final class EventValidator {

  static final int LONGEST_SENSOR_ID = 128;
  static final int LONGEST_DEVICE_TYPE = 64;
  static final int LONGEST_LOCATION = 128;

  /** So that neither a sum nor a square of values overflows. */
  static final double LARGEST_VALUE = 1e100;

  private static final int SHOWN = 64;

  /** A year later than can be written: a window that starts before its first event can be, too. */
  static final long FIRST_TIME = EventTime.ofInstant(Instant.parse("0001-01-01T00:00:00Z"));

  private EventValidator() {}

  /**
   * The event these fields make.
   *
   * @throws Refusal when a rule is broken: the first, in the order of the contract's table
   */
  static SensorEvent validate(EventFields fields) {
    String sensorId = text("sensor_id", fields.sensorId(), LONGEST_SENSOR_ID);
    requireNoControlCharacters("sensor_id", sensorId);
    return new SensorEvent(
        sensorId,
        text("device_type", fields.deviceType(), LONGEST_DEVICE_TYPE),
        time(required("timestamp", fields.timestamp())),
        number(required("value", fields.value())),
        optional("unit", fields.unit()),
        text("location", fields.location(), LONGEST_LOCATION),
        orNormal(optional("status", fields.status())),
        fields.attributes());
  }

  private static Field required(String name, @Nullable Field field) {
    if (field == null) {
      throw new Refusal(MISSING_FIELD, "The field " + name + " is missing.");
    }
    if (field.token() == JsonToken.VALUE_NULL) {
      throw new Refusal(MISSING_FIELD, "The field " + name + " is null, but it is required.");
    }
    return field;
  }

  private static @Nullable String optional(String name, @Nullable Field field) {
    return field == null || field.token() == JsonToken.VALUE_NULL ? null : string(name, field);
  }

  private static String text(String name, @Nullable Field field, int longest) {
    String text = string(name, required(name, field));
    if (text.isEmpty()) {
      throw new Refusal(INVALID_FIELD, "The field " + name + " is empty.");
    }
    // as many characters at most as chars
    if (text.length() > longest) {
      int characters = text.codePointCount(0, text.length());
      if (characters > longest) {
        throw new Refusal(
            INVALID_FIELD,
            "The field %s has %d characters; at most %d are taken."
                .formatted(name, characters, longest));
      }
    }
    return text;
  }

  private static String string(String name, Field field) {
    if (field.token() != JsonToken.VALUE_STRING) {
      throw new Refusal(
          INVALID_FIELD,
          "The field %s must be a string, but is %s."
              .formatted(name, EventFields.inWords(field.token())));
    }
    return field.text();
  }

  private static void requireNoControlCharacters(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new Refusal(
            INVALID_FIELD,
            "The field %s holds the control character U+%04X."
                .formatted(name, (int) text.charAt(i)));
      }
    }
  }

  private static long time(Field field) {
    if (field.token() != JsonToken.VALUE_STRING) {
      throw new Refusal(
          INVALID_TIMESTAMP,
          "The field timestamp must be a string with an ISO-8601 time, but is %s."
              .formatted(EventFields.inWords(field.token())));
    }
    OptionalLong time = EventTime.parse(field.text());
    if (time.isEmpty()) {
      throw new Refusal(
          INVALID_TIMESTAMP,
          "The field timestamp must be an ISO-8601 time with Z or an offset, but is \"%s\"."
              .formatted(Excerpt.of(field.text(), SHOWN)));
    }
    if (time.getAsLong() < FIRST_TIME) {
      throw new Refusal(
          INVALID_TIMESTAMP,
          "The field timestamp must be in the year 0001 or later, but is \"%s\"."
              .formatted(Excerpt.of(field.text(), SHOWN)));
    }
    return time.getAsLong();
  }

  private static double number(Field field) {
    if (!field.token().isNumeric()) {
      throw new Refusal(
          INVALID_FIELD,
          "The field value must be a number, but is %s."
              .formatted(EventFields.inWords(field.token())));
    }
    double value = Double.parseDouble(field.text());
    if (!(Math.abs(value) <= LARGEST_VALUE)) {
      throw new Refusal(
          INVALID_FIELD,
          "The field value must be finite and at most 1e100 in magnitude, but is %s."
              .formatted(Excerpt.of(field.text(), SHOWN)));
    }
    return value;
  }

  private static String orNormal(@Nullable String status) {
    return status == null ? SensorEvent.DEFAULT_STATUS : status;
  }
}
