package io.headwater.streams.ingest;

import io.headwater.model.SensorEvent;
import io.headwater.model.json.plain.PlainObject;
import io.headwater.model.json.plain.TextCache;
import org.jspecify.annotations.Nullable;

/**
 * Reads the payloads that most devices send: a plain object with an event's own fields, which keep
 * every rule. It refuses nothing: what it does not take may still be an event.
 *
 * <p>Not safe for use by several threads at once.
 */
final class PlainEventReader {

  private static final int SENSOR_ID = 0;
  private static final int DEVICE_TYPE = 1;
  private static final int TIMESTAMP = 2;
  private static final int VALUE = 3;
  private static final int UNIT = 4;
  private static final int LOCATION = 5;
  private static final int STATUS = 6;

  private final PlainObject json =
      new PlainObject(
          "sensor_id", "device_type", "timestamp", "value", "unit", "location", "status");
  private final TextCache texts = new TextCache();

  /** The event, exactly as the rules of {@link EventValidator} make it; null when in doubt. */
  @Nullable SensorEvent read(byte[] payload) {
    String sensorId = null;
    String deviceType = null;
    long time = Long.MIN_VALUE;
    double value = Double.NaN;
    String unit = null;
    String location = null;
    String status = null;
    json.begin(payload);
    int field = json.nextField();
    while (field >= 0) {
      switch (field) {
        case SENSOR_ID -> sensorId = text(payload, EventValidator.LONGEST_SENSOR_ID);
        case DEVICE_TYPE -> deviceType = text(payload, EventValidator.LONGEST_DEVICE_TYPE);
        case TIMESTAMP -> time = json.time();
        case VALUE -> value = json.number();
        case UNIT -> unit = optional(payload);
        case LOCATION -> location = text(payload, EventValidator.LONGEST_LOCATION);
        case STATUS -> status = optional(payload);
        default -> throw new IllegalStateException("there is no field " + field);
      }
      field = json.nextField();
    }
    if (field != PlainObject.END
        || sensorId == null
        || deviceType == null
        || time < EventValidator.FIRST_TIME
        || !(Math.abs(value) <= EventValidator.LARGEST_VALUE)
        || location == null) {
      return null;
    }
    return new SensorEvent(
        sensorId,
        deviceType,
        time,
        value,
        unit,
        location,
        status == null ? SensorEvent.DEFAULT_STATUS : status,
        null);
  }

  private @Nullable String text(byte[] payload, int longest) {
    boolean kept = json.text() && json.textLength() > 0 && json.textLength() <= longest;
    return kept ? texts.text(payload, json.textStart(), json.textLength()) : null;
  }

  private @Nullable String optional(byte[] payload) {
    return !json.isNull() && json.text()
        ? texts.text(payload, json.textStart(), json.textLength())
        : null;
  }
}
