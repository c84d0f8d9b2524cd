package io.headwater.model.json.plain;

import static io.headwater.model.json.plain.PlainBytes.NONE;
import static io.headwater.model.json.plain.PlainBytes.isDigit;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.NumberInput;

/** Reads one JSON number. Whatever bytes it is given must hold one that is no part of a number. */
final class PlainNumber {

  private static final int LONGEST = 64;
  private static final int DIGITS_OF_A_LONG = 18;
  private static final long LARGEST_EXACT = 1L << 53;
  private static final int BEYOND_ANY_DOUBLE = 100_000;

  /** The powers of ten that a double holds exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private int from;
  private int to;
  private boolean negative;
  private boolean whole;
  private int digitCount;
  private long digits;
  private int exponent;

  /**
   * Reads the number that begins at {@code start}.
   *
   * @return the index after it; {@link PlainBytes#NONE} when there is none, or one that full
   *     parsers treat each in its own way: a negative zero without a fraction, or very many digits
   */
  int read(byte[] json, int start) {
    from = start;
    to = start;
    digits = 0;
    exponent = 0;
    negative = json[to] == '-';
    if (negative) {
      to++;
    }
    int first = to;
    digitCount = digits(json);
    whole = true;
    if (digitCount == 0 || (digitCount > 1 && json[first] == '0')) {
      return NONE;
    }
    if (json[to] == '.') {
      to++;
      whole = false;
      int fraction = digits(json);
      if (fraction == 0) {
        return NONE;
      }
      digitCount += fraction;
      exponent = -fraction;
    }
    if (json[to] == 'e' || json[to] == 'E') {
      to++;
      whole = false;
      if (!exponent(json)) {
        return NONE;
      }
    }
    if (whole && (digitCount > DIGITS_OF_A_LONG || (negative && digits == 0))) {
      return NONE;
    }
    return to - from > LONGEST ? NONE : to;
  }

  /** Whether it is written without fraction and exponent. */
  boolean isWhole() {
    return whole;
  }

  /** The number, if it is whole. */
  long integer() {
    return negative ? -digits : digits;
  }

  /** The double nearest to the number, which may be an infinite one. */
  double real(byte[] json) {
    boolean exact =
        digitCount <= DIGITS_OF_A_LONG
            && digits <= LARGEST_EXACT
            && Math.abs(exponent) < POWERS.length;
    if (!exact) {
      String text = new String(json, from, to - from, StandardCharsets.ISO_8859_1);
      return NumberInput.parseDouble(text, true);
    }
    // both operands are exact, so that rounding happens once
    double magnitude = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    return negative ? -magnitude : magnitude;
  }

  /** Moves over digits and says how many; they count only as long as a long has room for them. */
  private int digits(byte[] json) {
    int start = to;
    for (byte digit = json[to]; isDigit(digit); digit = json[to]) {
      digits = digits * 10 + (digit - '0');
      to++;
    }
    return to - start;
  }

  private boolean exponent(byte[] json) {
    boolean down = json[to] == '-';
    if (down || json[to] == '+') {
      to++;
    }
    int start = to;
    int power = 0;
    for (; isDigit(json[to]); to++) {
      power = Math.min(power * 10 + (json[to] - '0'), BEYOND_ANY_DOUBLE);
    }
    exponent += down ? -power : power;
    return to > start;
  }
}
