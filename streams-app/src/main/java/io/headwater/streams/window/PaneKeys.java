package io.headwater.streams.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys of panes: the pane's start, then the series, so that what ends first comes first and closing
 * reads one range.
 *
 * <p>The start is big-endian with its sign flipped, so that bytes order as times do, also before
 * 1970. Each string has its length before it, so that no two series share a key; the length of an
 * absent unit is -1.
 */
final class PaneKeys {

  private static final int ABSENT = -1;

  private PaneKeys() {}

  static Bytes of(long start, Series series) {
    byte[] sensorId = series.sensorId().getBytes(UTF_8);
    byte[] location = series.location().getBytes(UTF_8);
    byte[] deviceType = series.deviceType().getBytes(UTF_8);
    byte[] unit = series.unit() == null ? null : series.unit().getBytes(UTF_8);
    ByteBuffer key =
        ByteBuffer.allocate(
            Long.BYTES
                + 4 * Integer.BYTES
                + sensorId.length
                + location.length
                + deviceType.length
                + (unit == null ? 0 : unit.length));
    key.putLong(sortable(start));
    put(key, sensorId);
    put(key, location);
    put(key, deviceType);
    put(key, unit);
    return Bytes.wrap(key.array());
  }

  /** Before every key of a pane that starts at {@code start} or later, after all others. */
  static Bytes from(long start) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(sortable(start)).array());
  }

  static long start(Bytes key) {
    return sortable(ByteBuffer.wrap(key.get()).getLong());
  }

  static Series series(Bytes key) {
    ByteBuffer in = ByteBuffer.wrap(key.get());
    in.position(Long.BYTES);
    return new Series(string(in), string(in), string(in), stringOrNull(in));
  }

  /** Its own inverse. */
  private static long sortable(long time) {
    return time ^ Long.MIN_VALUE;
  }

  private static void put(ByteBuffer key, byte @Nullable [] text) {
    if (text == null) {
      key.putInt(ABSENT);
    } else {
      key.putInt(text.length).put(text);
    }
  }

  private static String string(ByteBuffer in) {
    String text = stringOrNull(in);
    if (text == null) {
      throw new IllegalStateException("a pane's key lacks a part that every series has");
    }
    return text;
  }

  private static @Nullable String stringOrNull(ByteBuffer in) {
    int length = in.getInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, UTF_8);
  }
}
