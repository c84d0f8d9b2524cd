package io.headwater.streams.window;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.time.Timed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far closing has come: all of it that must outlive a process. */
final class Closing {

  private static final byte VERSION = 1;

  private final Reached reached;

  /** All windows that end here or before were sent. */
  private long through;

  private @Nullable ClosingPosition position;

  private Closing(Reached reached, long through, @Nullable ClosingPosition position) {
    this.reached = reached;
    this.through = through;
    this.position = position;
  }

  /** Of a task without a past. */
  static Closing start() {
    return new Closing(new Reached(), Timed.NO_WATERMARK, null);
  }

  Reached reached() {
    return reached;
  }

  long through() {
    return through;
  }

  @Nullable ClosingPosition position() {
    return position;
  }

  /** Closing stands within a window. */
  void at(ClosingPosition now) {
    position = now;
  }

  /** All windows that end at {@code end} or before were sent. */
  void doneThrough(long end) {
    through = end;
    position = null;
  }

  byte[] encode() {
    int size = Byte.BYTES + Long.BYTES + Byte.BYTES + reached.bytes();
    ClosingPosition within = position;
    ByteBuffer out = ByteBuffer.allocate(size + (within == null ? 0 : within.bytes()));
    out.put(VERSION).putLong(through);
    reached.write(out);
    if (within == null) {
      out.put((byte) 0);
    } else {
      out.put((byte) 1);
      within.write(out);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  static Closing decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "notes of what was closed");
    long through = in.getLong();
    Reached reached = Reached.read(in);
    return new Closing(reached, through, in.get() == 0 ? null : ClosingPosition.read(in));
  }
}
