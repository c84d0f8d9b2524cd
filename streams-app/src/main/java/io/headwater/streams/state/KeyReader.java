package io.headwater.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads what {@link KeyWriter} wrote, in the order it was written. */
public final class KeyReader {

  private final ByteBuffer bytes;

  private KeyReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Reads a key from after its kind on. */
  public static KeyReader of(Bytes key) {
    return new KeyReader(ByteBuffer.wrap(key.get()).position(Byte.BYTES));
  }

  /** Reads parts that stand by themselves. */
  public static KeyReader ofParts(byte[] parts) {
    return new KeyReader(ByteBuffer.wrap(parts));
  }

  public long time() {
    return bytes.getLong() ^ Long.MIN_VALUE;
  }

  public int number() {
    return bytes.getInt();
  }

  /**
   * A text that must be there.
   *
   * @throws IllegalStateException when it is absent
   */
  public String text() {
    String text = textOrNull();
    if (text == null) {
      throw new IllegalStateException("a key in the state lacks a part that each has");
    }
    return text;
  }

  public @Nullable String textOrNull() {
    int length = bytes.getInt();
    if (length == KeyWriter.ABSENT) {
      return null;
    }
    byte[] utf8 = new byte[length];
    bytes.get(utf8);
    return new String(utf8, UTF_8);
  }
}
