package io.headwater.streams.alert;

import io.headwater.streams.state.FormatVersion;
import java.nio.ByteBuffer;

/** The bytes of a {@link Course}: a version, which it is, two numbers, and the alert if any. */
final class CourseFormat {

  private static final byte VERSION = 1;
  private static final byte OPEN = 1;
  private static final byte OVER = 2;
  private static final int HEAD = 2 * Byte.BYTES + 2 * Long.BYTES;

  private CourseFormat() {}

  static byte[] encode(Course course) {
    if (course instanceof Episode open) {
      byte[] alert = AlertFormat.encode(open.alert());
      return head(OPEN, alert.length)
          .putLong(open.lastAt())
          .putDouble(open.peakBy())
          .put(alert)
          .array();
    }
    Over over = (Over) course;
    return head(OVER, 0).putLong(over.resolvedAt()).putLong(over.forgetAt()).array();
  }

  static Course decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "alert episodes");
    if (in.get() == OVER) {
      return new Over(in.getLong(), in.getLong());
    }
    long lastAt = in.getLong();
    double peakBy = in.getDouble();
    return new Episode(AlertFormat.decode(in), lastAt, peakBy);
  }

  private static ByteBuffer head(byte kind, int more) {
    return ByteBuffer.allocate(HEAD + more).put(VERSION).put(kind);
  }
}
