package io.headwater.quickstart.plant;

import static io.headwater.model.RejectReason.INVALID_FIELD;
import static io.headwater.model.RejectReason.INVALID_TIMESTAMP;
import static io.headwater.model.RejectReason.KEY_MISMATCH;
import static io.headwater.model.RejectReason.MALFORMED_JSON;
import static io.headwater.model.RejectReason.MISSING_FIELD;
import static io.headwater.model.RejectReason.PAYLOAD_TOO_LARGE;
import static io.headwater.model.RejectReason.TIMESTAMP_TOO_FAR_AHEAD;
import static io.headwater.quickstart.plant.EventText.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.Immutable;
import io.headwater.model.RejectReason;
import io.headwater.model.SensorEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which a record can be wrong, at least one for each reason to reject it. */
public enum Flaw {
  CUT_OFF(MALFORMED_JSON, event -> text(event.toString().substring(0, 60))),
  NO_JSON(MALFORMED_JSON, event -> text("temp=71.3;status=ok")),
  EMPTY(MALFORMED_JSON, event -> text("")),
  TRAILING_GARBAGE(MALFORMED_JSON, event -> text(event + "}")),
  TWO_OBJECTS(MALFORMED_JSON, event -> text(event + "\n" + event)),
  ARRAY(MALFORMED_JSON, event -> text("[" + event + "]")),
  DUPLICATE_KEY(
      MALFORMED_JSON,
      event -> text(event.toString().replaceFirst("\\{", "{\"location\":\"elsewhere\","))),
  BYTE_ORDER_MARK(MALFORMED_JSON, event -> text("\uFEFF" + event)),
  INVALID_UTF8(MALFORMED_JSON, event -> withInvalidUtf8(event)),
  DEEP_NESTING(
      MALFORMED_JSON, event -> event.with("trace", "[".repeat(40) + "]".repeat(40)).bytes()),
  NO_SENSOR(MISSING_FIELD, event -> event.without("sensor_id").bytes()),
  NO_VALUE(MISSING_FIELD, event -> event.with("value", "null").bytes()),
  TEXT_FOR_VALUE(INVALID_FIELD, event -> event.with("value", quoted("71.3")).bytes()),
  HUGE_VALUE(INVALID_FIELD, event -> event.with("value", "1.5e101").bytes()),
  EMPTY_LOCATION(INVALID_FIELD, event -> event.with("location", quoted("")).bytes()),
  LONG_DEVICE_TYPE(
      INVALID_FIELD, event -> event.with("device_type", quoted("t".repeat(65))).bytes()),
  ZONELESS_TIME(
      INVALID_TIMESTAMP,
      event -> event.with("timestamp", event.field("timestamp").replace("Z", "")).bytes()),
  EPOCH_TIME(INVALID_TIMESTAMP, event -> event.with("timestamp", quoted("1700000000")).bytes()),
  /** Where the clock of a device ends that counts seconds in 32 bits. */
  FAR_AHEAD(
      TIMESTAMP_TOO_FAR_AHEAD,
      event -> event.with("timestamp", quoted("2106-02-07T06:28:15Z")).bytes()),
  TOO_LARGE(PAYLOAD_TOO_LARGE, event -> event.with("dump", quoted("0".repeat(256 * 1024))).bytes()),
  WRONG_KEY(KEY_MISMATCH, EventText::bytes) {
    @Override
    byte[] key(SensorEvent event) {
      return text(event.location());
    }
  },
  NO_KEY(KEY_MISMATCH, EventText::bytes) {
    @Override
    byte @Nullable [] key(SensorEvent event) {
      return null;
    }
  };

  /** All of them, in a list of which chance can draw. */
  static final List<Flaw> ALL = List.of(values());

  private final RejectReason reason;
  private final Spoiler spoiler;

  Flaw(RejectReason reason, Spoiler spoiler) {
    this.reason = reason;
    this.spoiler = spoiler;
  }

  /** The reason with which the stream must reject it. */
  public RejectReason reason() {
    return reason;
  }

  /** The event's record value with this flaw. */
  public byte[] value(SensorEvent event) {
    return spoiler.spoil(EventText.of(event));
  }

  /** The event's record key with this flaw; null: none. */
  byte @Nullable [] key(SensorEvent event) {
    return text(event.sensorId());
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  /** The first byte of a character of two, and then something else. */
  private static byte[] withInvalidUtf8(EventText event) {
    byte[] bytes = event.with("location", quoted("?-line")).bytes();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '?') {
        bytes[i] = (byte) 0xC3;
      }
    }
    return bytes;
  }

  @Immutable
  private interface Spoiler {
    byte[] spoil(EventText event);
  }
}
