package io.headwater.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes keys of a store, part by part, so that their bytes sort as their parts do: numbers and
 * times by value, and what shares its first parts lies side by side. Texts have their length before
 * them: they sort in some fixed order, and no two sequences of parts share a key.
 */
public final class KeyWriter {

  static final int ABSENT = -1;

  private ByteBuffer bytes = ByteBuffer.allocate(128);

  private KeyWriter() {}

  /**
   * A new key.
   *
   * @param kind of entry, in a store that holds several
   */
  public static KeyWriter key(byte kind) {
    KeyWriter key = new KeyWriter();
    key.room(Byte.BYTES).put(kind);
    return key;
  }

  /** Parts that stand by themselves. */
  public static KeyWriter parts() {
    return new KeyWriter();
  }

  /** Adds a time: big-endian with its sign flipped, so that it sorts also before 1970. */
  public KeyWriter time(long time) {
    room(Long.BYTES).putLong(time ^ Long.MIN_VALUE);
    return this;
  }

  /** Adds a number that is not negative. */
  public KeyWriter number(int number) {
    room(Integer.BYTES).putInt(number);
    return this;
  }

  /** Adds a text; an absent one is another than the empty one. */
  public KeyWriter text(@Nullable String text) {
    if (text == null) {
      room(Integer.BYTES).putInt(ABSENT);
    } else {
      byte[] utf8 = text.getBytes(UTF_8);
      room(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
    }
    return this;
  }

  /** Adds bytes that were parts of another key. */
  public KeyWriter parts(byte[] parts) {
    room(parts.length).put(parts);
    return this;
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The key. */
  public Bytes toKey() {
    return Bytes.wrap(toBytes());
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int needed = bytes.position() + more;
      ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), needed));
      larger.put(bytes.flip());
      bytes = larger;
    }
    return bytes;
  }
}
