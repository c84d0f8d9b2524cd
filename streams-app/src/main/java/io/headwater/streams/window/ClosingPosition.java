package io.headwater.streams.window;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where in a window closing stands, so that it goes on there after a commit, in whichever process.
 *
 * @param window which of the grid's windows that end at {@code end}
 * @param end of the window
 * @param last series sent; null before the first
 * @param group what of its location window was summed up so far; null before the first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClosingPosition(int window, long end, byte @Nullable [] last, @Nullable GroupTotals group) {

  int bytes() {
    return 3 * Integer.BYTES
        + Long.BYTES
        + (last == null ? 0 : last.length)
        + (group == null ? 0 : TotalsFormat.SIZE + Long.BYTES);
  }

  void write(ByteBuffer out) {
    out.putInt(window).putLong(end);
    if (last == null || group == null) {
      out.putInt(0);
      return;
    }
    out.putInt(last.length).put(last);
    TotalsFormat.write(group.totals(), out);
    out.putLong(group.sensors());
  }

  static ClosingPosition read(ByteBuffer in) {
    int window = in.getInt();
    long end = in.getLong();
    byte[] last = new byte[in.getInt()];
    if (last.length == 0) {
      return new ClosingPosition(window, end, null, null);
    }
    in.get(last);
    Group group = PaneKey.series(last).group();
    return new ClosingPosition(
        window, end, last, new GroupTotals(group, TotalsFormat.read(in), in.getLong()));
  }
}
