package io.headwater.streams.window;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a sensor's open sessions: a version, when they are due, then each. */
final class SessionFormat {

  private static final byte VERSION = 1;

  private SessionFormat() {}

  /**
   * What is stored of a sensor.
   *
   * @param due when the store's notes say to look at them: not after the first of them ends
   */
  record Stored(OpenSessions sessions, long due) {}

  static byte[] encode(Stored stored) {
    List<Session> sessions = stored.sessions().sessions();
    List<byte[]> groups = new ArrayList<>();
    int size = Byte.BYTES + Long.BYTES + Integer.BYTES;
    for (Session session : sessions) {
      byte[] group = group(session.group());
      groups.add(group);
      size += TotalsFormat.SIZE + Integer.BYTES + group.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(VERSION).putLong(stored.due()).putInt(sessions.size());
    for (int i = 0; i < sessions.size(); i++) {
      TotalsFormat.write(sessions.get(i).totals(), out);
      out.putInt(groups.get(i).length).put(groups.get(i));
    }
    return out.array();
  }

  static Stored decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "sessions");
    long due = in.getLong();
    List<Session> sessions = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      Totals totals = TotalsFormat.read(in);
      byte[] group = new byte[in.getInt()];
      in.get(group);
      KeyReader parts = KeyReader.ofParts(group);
      sessions.add(new Session(totals, new Group(parts.text(), parts.text(), parts.textOrNull())));
    }
    return new Stored(new OpenSessions(sessions), due);
  }

  private static byte[] group(Group group) {
    return KeyWriter.parts()
        .text(group.location())
        .text(group.deviceType())
        .text(group.unit())
        .toBytes();
  }
}
