package io.headwater.streams.window;

import io.headwater.model.CloseReason;
import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import io.headwater.streams.time.Activity;
import io.headwater.streams.window.LocationMessage.Mark;
import io.headwater.streams.window.LocationMessage.Partial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a {@link LocationMessage}: a version, its kind, its parts. */
final class LocationFormat {

  private static final byte VERSION = 1;
  private static final byte PARTIAL = 1;
  private static final byte MARK = 2;

  private LocationFormat() {}

  static byte[] encode(LocationMessage message) {
    return message instanceof Partial partial ? partial(partial) : mark((Mark) message);
  }

  /**
   * The message in these bytes.
   *
   * @throws IllegalStateException when another version wrote them
   */
  static LocationMessage decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "parts of location windows");
    byte kind = in.get();
    int partition = in.getInt();
    return kind == PARTIAL ? partial(partition, in) : mark(partition, in);
  }

  private static byte[] partial(Partial partial) {
    Group group = partial.group();
    byte[] texts =
        KeyWriter.parts()
            .text(partial.window())
            .text(group.location())
            .text(group.deviceType())
            .text(group.unit())
            .toBytes();
    ByteBuffer out =
        ByteBuffer.allocate(
            3 * Byte.BYTES + Integer.BYTES + 3 * Long.BYTES + TotalsFormat.SIZE + texts.length);
    out.put(VERSION).put(PARTIAL).putInt(partial.partition());
    out.put(Codes.of(partial.reason())).putLong(partial.start()).putLong(partial.end());
    out.putLong(partial.sensors());
    TotalsFormat.write(partial.totals(), out);
    return out.put(texts).array();
  }

  private static Partial partial(int partition, ByteBuffer in) {
    CloseReason reason = Codes.closeReason(in.get());
    long start = in.getLong();
    long end = in.getLong();
    long sensors = in.getLong();
    Totals totals = TotalsFormat.read(in);
    byte[] texts = new byte[in.remaining()];
    in.get(texts);
    KeyReader parts = KeyReader.ofParts(texts);
    String window = parts.text();
    Group group = new Group(parts.text(), parts.text(), parts.textOrNull());
    return new Partial(partition, window, start, end, group, totals, sensors, reason);
  }

  private static byte[] mark(Mark mark) {
    List<Long> claims = mark.claims();
    ByteBuffer out =
        ByteBuffer.allocate(
            3 * Byte.BYTES + 2 * Integer.BYTES + Long.BYTES + claims.size() * Long.BYTES);
    out.put(VERSION).put(MARK).putInt(mark.partition());
    out.put(Codes.of(mark.activity())).putLong(mark.closedThrough()).putInt(claims.size());
    claims.forEach(out::putLong);
    return out.array();
  }

  private static Mark mark(int partition, ByteBuffer in) {
    Activity activity = Codes.activity(in.get());
    long closedThrough = in.getLong();
    List<Long> claims = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      claims.add(in.getLong());
    }
    return new Mark(partition, closedThrough, activity, claims);
  }
}
