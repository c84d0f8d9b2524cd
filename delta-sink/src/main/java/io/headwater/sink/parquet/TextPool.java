package io.headwater.sink.parquet;

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

  private static final int SLOTS = 1 << 15;

  private final byte @Nullable [] @Nullable [] slots = new byte[SLOTS][];
  private final byte[] scratch = new byte[LONGEST];
  private int storedBytes;

  /** The text of {@code length} characters as UTF-8. The array may be shared: not to be changed. */
  byte[] utf8(char[] characters, int offset, int length) {
    if (length > LONGEST) {
      return store(encode(characters, offset, length));
    }
    int hash = 0;
    for (int i = 0; i < length; i++) {
      char c = characters[offset + i];
      if (c >= 0x80) {
        return pooled(encode(characters, offset, length));
      }
      scratch[i] = (byte) c;
      hash = 31 * hash + c;
    }
    int slot = slot(hash);
    byte[] held = slots[slot];
    if (held != null && Arrays.equals(held, 0, held.length, scratch, 0, length)) {
      return held;
    }
    byte[] text = store(Arrays.copyOf(scratch, length));
    slots[slot] = text;
    return text;
  }

  /** Heap bytes of the texts made since this was last asked, shared ones left out. */
  int takeStoredBytes() {
    int stored = storedBytes;
    storedBytes = 0;
    return stored;
  }

  private byte[] pooled(byte[] text) {
    int slot = slot(Arrays.hashCode(text));
    byte[] held = slots[slot];
    if (held != null && Arrays.equals(held, text)) {
      return held;
    }
    slots[slot] = text;
    return store(text);
  }

  private byte[] store(byte[] text) {
    storedBytes += HeapSize.ofBytes(text.length);
    return text;
  }

  private static int slot(int hash) {
    // texts that differ in their last characters only ("sensor-0001") must not become neighbours
    int mixed = hash * 0x9E3779B9;
    return (mixed >>> 16 ^ mixed) & (SLOTS - 1);
  }

  /** A lone surrogate becomes a question mark, as everywhere in Java. */
  private static byte[] encode(char[] characters, int offset, int length) {
    return new String(characters, offset, length).getBytes(StandardCharsets.UTF_8);
  }
}
