package io.headwater.streams.time;

import io.headwater.model.json.EnrichedEventJson;
import io.headwater.streams.state.FormatVersion;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a {@link SpreadMessage}: version, kind, input partition, watermark, activity; an
 * event follows as JSON. Records of an older version are in the topic after an upgrade.
 */
final class TimedFormat {

  private static final byte VERSION = 1;
  private static final byte EVENT = 1;
  private static final byte MARK = 2;
  private static final int HEAD = 3 * Byte.BYTES + Integer.BYTES + Long.BYTES;
  private static final EnrichedEventJson JSON = new EnrichedEventJson();

  private TimedFormat() {}

  static byte[] encode(SpreadMessage message) {
    return message instanceof SpreadMessage.Event event
        ? head(EVENT, message, JSON.encode(event.event()))
        : head(MARK, message, new byte[0]);
  }

  /**
   * The message in these bytes.
   *
   * @throws IllegalStateException when another version wrote them
   */
  static SpreadMessage decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "events by sensor");
    byte kind = in.get();
    int partition = in.getInt();
    UpstreamMark mark = readMark(in);
    return kind == EVENT
        ? new SpreadMessage.Event(
            partition, mark.watermark(), JSON.decode(Arrays.copyOfRange(bytes, HEAD, bytes.length)))
        : new SpreadMessage.Mark(partition, mark);
  }

  /** Whether these are the bytes of a {@link SpreadMessage.Mark}. */
  static boolean isMark(byte[] bytes) {
    return bytes[1] == MARK;
  }

  private static byte[] head(byte kind, SpreadMessage message, byte[] body) {
    ByteBuffer out = ByteBuffer.allocate(HEAD + body.length);
    out.put(VERSION).put(kind).putInt(message.partition());
    writeMark(message.mark(), out);
    return out.put(body).array();
  }

  static void writeMark(UpstreamMark mark, ByteBuffer out) {
    out.putLong(mark.watermark()).put((byte) (mark.activity() == Activity.IDLE ? 1 : 0));
  }

  static UpstreamMark readMark(ByteBuffer in) {
    return new UpstreamMark(in.getLong(), in.get() == 1 ? Activity.IDLE : Activity.ACTIVE);
  }
}
