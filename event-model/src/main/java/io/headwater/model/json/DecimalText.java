package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import tools.jackson.core.io.NumberOutput;

/**
 * Finite numbers as the shortest decimal that reads back as the same number: what {@link
 * Double#toString(double)} returns from Java 19 on.
 */
final class DecimalText {

  /** The bytes of the longest text. */
  static final int MAX_LENGTH = "-2.2250738585072014E-308".length();

  private static final double FIRST_WITHOUT_EXPONENT = 1e-3;
  private static final double FIRST_WITH_EXPONENT = 1e7;
  private static final int DECIMALS = 6;
  private static final int SCALE = 1_000_000;

  private DecimalText() {}

  /**
   * Writes {@code value} in ASCII from the index {@code from} on.
   *
   * @param text with room for {@link #MAX_LENGTH} bytes
   * @return the index after the last byte written
   */
  static int write(double value, byte[] text, int from) {
    double size = Math.abs(value);
    if (size >= FIRST_WITHOUT_EXPONENT && size < FIRST_WITH_EXPONENT) {
      long scaled = (long) (size * SCALE + 0.5);
      // Both operands are exact and a quotient is rounded once, so this decimal reads back as the
      // value; of decimals with up to 15 digits no two do, so without its last zeros it is the
      // shortest.
      if ((double) scaled / SCALE == size) {
        return fewDecimals(value < 0, scaled, text, from);
      }
    }
    byte[] shortest = NumberOutput.toString(value, true).getBytes(ISO_8859_1);
    System.arraycopy(shortest, 0, text, from, shortest.length);
    return from + shortest.length;
  }

  private static int fewDecimals(boolean negative, long scaled, byte[] text, int from) {
    int at = from;
    if (negative) {
      text[at++] = '-';
    }
    at = NumberOutput.outputInt((int) (scaled / SCALE), text, at);
    text[at++] = '.';
    int fraction = (int) (scaled % SCALE);
    int digits = DECIMALS;
    while (digits > 1 && fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + fraction % 10);
      fraction /= 10;
    }
    return at + digits;
  }
}
