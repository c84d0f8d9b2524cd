package io.headwater.model.json.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What the readers of this package ask of bytes, eight at a time where it can be. */
final class PlainBytes {

  /** Stands for an index where there is none. */
  static final int NONE = -1;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BLANKS = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private PlainBytes() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Eight bytes, the first as the lowest; zeros stand for those past the array's end. */
  static long word(byte[] bytes, int from) {
    if (from <= bytes.length - Long.BYTES) {
      return (long) EIGHT_BYTES.get(bytes, from);
    }
    long word = 0;
    for (int i = bytes.length - 1; i >= from; i--) {
      word = (word << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return word;
  }

  /**
   * The index of the quote that ends the string of which {@code from} is the first character;
   * {@link #NONE} when something comes before it that is not plain: an escape, a control character,
   * DEL included, or a byte beyond ASCII.
   */
  static int endOfText(byte[] json, int from) {
    for (int at = from; ; at += Long.BYTES) {
      long stops = stops(word(json, at));
      if (stops != 0) {
        int end = at + Long.numberOfTrailingZeros(stops) / Byte.SIZE;
        return end < json.length && json[end] == '"' ? end : NONE;
      }
    }
  }

  /**
   * The high bit of each byte that ends a run of plain characters. The lowest bit is always right;
   * a carry may set others above it.
   */
  private static long stops(long word) {
    long quotes = word ^ QUOTES;
    long backslashes = word ^ BACKSLASHES;
    long controls = (word - BLANKS) & ~word;
    long deletesAndBeyond = word | (word + ONES);
    return (controls
            | deletesAndBeyond
            | ((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes))
        & HIGH_BITS;
  }
}
