package io.headwater.model.json.plain;

/** Spreads texts over the slots of a table: those that differ in one character, too. */
public final class TextHash {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private TextHash() {}

  /** A number of {@code bits} bits, the same for the same bytes, wherever they stand. */
  public static int of(byte[] source, int from, int length, int bits) {
    long hash = length;
    int at = from;
    for (int left = length; left > 0; left -= Long.BYTES) {
      long word = PlainBytes.word(source, at);
      if (left < Long.BYTES) {
        word &= (1L << (left * Byte.SIZE)) - 1;
      }
      hash = (hash ^ word) * SPREAD;
      hash ^= hash >>> 32;
      at += Long.BYTES;
    }
    return (int) ((hash * SPREAD) >>> (Long.SIZE - bits));
  }
}
