package io.headwater.streams.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Alert;
import io.headwater.model.Severity;
import io.headwater.streams.state.FormatVersion;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a {@link Storm}, and of an {@link Opening}: a version, numbers, then texts. */
final class StormFormat {

  private static final byte VERSION = 2;
  private static final int ABSENT = -1;

  private StormFormat() {}

  static byte[] encode(Storm storm) {
    byte[] trigger = AlertFormat.encode(storm.trigger());
    return ByteBuffer.allocate(4 * Byte.BYTES + 5 * Long.BYTES + trigger.length)
        .put(VERSION)
        .put(code(storm.state()))
        .putLong(storm.namedAfter())
        .putLong(storm.openedAt())
        .putLong(storm.changedAt())
        .putLong(storm.alerts())
        .putLong(storm.cameAt())
        .put(code(storm.told()))
        .put(code(storm.severity()))
        .put(trigger)
        .array();
  }

  static Storm decodeStorm(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "storms of alerts");
    Alert.State state = state(in.get());
    long namedAfter = in.getLong();
    long openedAt = in.getLong();
    long changedAt = in.getLong();
    long alerts = in.getLong();
    long cameAt = in.getLong();
    Severity told = severity(in.get());
    Severity severity = severity(in.get());
    return new Storm(
        state,
        namedAfter,
        openedAt,
        changedAt,
        told,
        severity,
        alerts,
        cameAt,
        AlertFormat.decode(in));
  }

  static byte[] encode(Opening opening) {
    byte[] alertId = opening.alertId().getBytes(UTF_8);
    byte[] into = opening.rolledUpInto() == null ? null : opening.rolledUpInto().getBytes(UTF_8);
    int size = 3 * Byte.BYTES + 4 * Long.BYTES + 2 * Integer.BYTES + alertId.length;
    ByteBuffer out =
        ByteBuffer.allocate(size + (into == null ? 0 : into.length))
            .put(VERSION)
            .put(code(opening.state()))
            .putLong(opening.openedAt())
            .putLong(opening.joinedAt())
            .put(code(opening.severity()))
            .putLong(opening.number())
            .putLong(opening.cameAt())
            .putInt(alertId.length)
            .put(alertId)
            .putInt(into == null ? ABSENT : into.length);
    return into == null ? out.array() : out.put(into).array();
  }

  static Opening decodeOpening(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "alerts by location");
    Alert.State state = state(in.get());
    long openedAt = in.getLong();
    long joinedAt = in.getLong();
    Severity severity = severity(in.get());
    long number = in.getLong();
    long cameAt = in.getLong();
    byte[] alertId = new byte[in.getInt()];
    in.get(alertId);
    return new Opening(
        new String(alertId, UTF_8),
        openedAt,
        joinedAt,
        severity,
        state,
        number,
        cameAt,
        textOrNull(in, in.getInt()));
  }

  private static @Nullable String textOrNull(ByteBuffer in, int length) {
    if (length == ABSENT) {
      return null;
    }
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, UTF_8);
  }

  private static byte code(Severity severity) {
    return switch (severity) {
      case LOW -> 1;
      case MEDIUM -> 2;
      case HIGH -> 3;
      case CRITICAL -> 4;
    };
  }

  private static Severity severity(byte code) {
    return switch (code) {
      case 1 -> Severity.LOW;
      case 2 -> Severity.MEDIUM;
      case 3 -> Severity.HIGH;
      default -> Severity.CRITICAL;
    };
  }

  private static byte code(Alert.State state) {
    return (byte) (state == Alert.State.OPENED ? 1 : 2);
  }

  private static Alert.State state(byte code) {
    return code == 1 ? Alert.State.OPENED : Alert.State.RESOLVED;
  }
}
