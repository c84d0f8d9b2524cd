package io.headwater.sink.parquet;

import io.headwater.model.json.plain.TextHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into UTF-8, and equal short ones into the same array: sensors, locations and units
 * come again with almost every record, and a row then costs a reference for each.
 *
 * <p>A cache of fixed size: a text may be pushed out by another and be stored once more later, so
 * the pool never grows and never has to be emptied. Not safe for use by several threads at once.
 */
final class TextPool {

  /** Texts longer than that hardly ever come twice. */
  private static final int LONGEST = 64;

  private static final int BITS = 15;

  private final byte @Nullable [] @Nullable [] slots = new byte[1 << BITS][];
  private final byte[] scratch = new byte[LONGEST];
  private int storedBytes;

  /** The text of {@code length} characters as UTF-8. The array may be shared: not to be changed. */
  byte[] utf8(char[] characters, int offset, int length) {
    if (length > LONGEST) {
      return store(encode(characters, offset, length));
    }
    for (int i = 0; i < length; i++) {
      char c = characters[offset + i];
      if (c >= 0x80) {
        byte[] text = encode(characters, offset, length);
        return pooled(text, 0, text.length);
      }
      scratch[i] = (byte) c;
    }
    return pooled(scratch, 0, length);
  }

  /** The same of {@code length} bytes of ASCII. */
  byte[] ascii(byte[] source, int offset, int length) {
    return length > LONGEST
        ? store(Arrays.copyOfRange(source, offset, offset + length))
        : pooled(source, offset, length);
  }

  /** Heap bytes of the texts made since this was last asked, shared ones left out. */
  int takeStoredBytes() {
    int stored = storedBytes;
    storedBytes = 0;
    return stored;
  }

  private byte[] pooled(byte[] source, int offset, int length) {
    int slot = TextHash.of(source, offset, length, BITS);
    byte[] held = slots[slot];
    if (held == null || !Arrays.equals(held, 0, held.length, source, offset, offset + length)) {
      held = store(Arrays.copyOfRange(source, offset, offset + length));
      slots[slot] = held;
    }
    return held;
  }

  private byte[] store(byte[] text) {
    storedBytes += HeapSize.ofBytes(text.length);
    return text;
  }

  /** A lone surrogate becomes a question mark, as everywhere in Java. */
  private static byte[] encode(char[] characters, int offset, int length) {
    return new String(characters, offset, length).getBytes(StandardCharsets.UTF_8);
  }
}
