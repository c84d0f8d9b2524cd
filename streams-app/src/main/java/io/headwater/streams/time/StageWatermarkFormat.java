package io.headwater.streams.time;

import io.headwater.streams.state.FormatVersion;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The bytes of a {@link StageWatermark}: version, how far it is, then each partition's mark. */
final class StageWatermarkFormat {

  private static final byte VERSION = 1;
  private static final int HEAD = Byte.BYTES + Long.BYTES;
  private static final int EACH = Integer.BYTES + Long.BYTES + Byte.BYTES;

  private StageWatermarkFormat() {}

  static byte[] encode(Map<Integer, UpstreamMark> marks, long highest) {
    ByteBuffer out = ByteBuffer.allocate(HEAD + marks.size() * EACH);
    out.put(VERSION).putLong(highest);
    marks.forEach(
        (partition, mark) -> {
          out.putInt(partition);
          TimedFormat.writeMark(mark, out);
        });
    return out.array();
  }

  /**
   * The watermark in these bytes.
   *
   * @throws IllegalStateException when another version wrote them
   */
  static StageWatermark decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "upstream watermarks");
    long highest = in.getLong();
    Map<Integer, UpstreamMark> marks = new HashMap<>();
    while (in.hasRemaining()) {
      marks.put(in.getInt(), TimedFormat.readMark(in));
    }
    return new StageWatermark(marks, highest);
  }
}
