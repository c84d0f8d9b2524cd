package io.headwater.streams.window;

import io.headwater.model.Summary;
import java.nio.ByteBuffer;

/** The bytes of a pane: a version, then its numbers. A new layout is a new version. */
final class PaneFormat {

  private static final byte VERSION = 1;
  private static final int SIZE = Byte.BYTES + 4 * Long.BYTES + 5 * Double.BYTES;

  private PaneFormat() {}

  static byte[] encode(Pane pane) {
    Summary summary = pane.summary();
    return ByteBuffer.allocate(SIZE)
        .put(VERSION)
        .putLong(summary.count())
        .putDouble(summary.sum())
        .putDouble(summary.sumError())
        .putDouble(summary.min())
        .putDouble(summary.max())
        .putDouble(summary.m2())
        .putLong(pane.firstEventTime())
        .putLong(pane.lastEventTime())
        .putLong(pane.anomalies())
        .array();
  }

  /**
   * The pane in these bytes.
   *
   * @throws IllegalStateException when a newer version wrote them
   */
  static Pane decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "The store of panes holds format %d, but this version knows only %d: it was written by a newer version. Run that one, or reset the application."
              .formatted(version, VERSION));
    }
    Summary summary =
        new Summary(
            in.getLong(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble());
    return new Pane(summary, in.getLong(), in.getLong(), in.getLong());
  }
}
