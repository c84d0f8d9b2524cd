package io.headwater.model.json.plain;

import static io.headwater.model.json.plain.PlainBytes.NONE;
import static io.headwater.model.json.plain.PlainBytes.isDigit;

import io.headwater.model.EventTime;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Reads times as {@link EventTime#parse} does. It asks that one, unless a time in UTC is of the
 * same day as the last: then only the time of day is read.
 */
final class PlainTime {

  private static final int DAY_LENGTH = "YYYY-MM-DD".length();
  private static final int SHORTEST_CLOCK = "Thh:mm:ssZ".length();
  private static final int LONGEST_FRACTION = 9;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NO_TWO_DIGITS = 99;

  /** The last day, as its digits: at first that of the epoch, for any other bytes are no day. */
  private final byte[] day = "1970-01-01".getBytes(StandardCharsets.US_ASCII);

  /** The microseconds where it begins. */
  private long midnight;

  private long micros;
  private int end;

  /**
   * Reads the string whose first character, after the quote, is at {@code from}.
   *
   * @return the index of its closing quote; {@link PlainBytes#NONE} when it is no time
   */
  int read(byte[] json, int from) {
    long clock = clock(json, from + DAY_LENGTH);
    if (clock != NONE && isDay(json, from)) {
      micros = midnight + clock;
      return end;
    }
    int textEnd = PlainBytes.endOfText(json, from);
    if (textEnd == NONE) {
      return NONE;
    }
    OptionalLong time =
        EventTime.parse(new String(json, from, textEnd - from, StandardCharsets.ISO_8859_1));
    if (time.isEmpty()) {
      return NONE;
    }
    micros = time.getAsLong();
    if (clock != NONE) {
      midnight = micros - clock;
      System.arraycopy(json, from, day, 0, DAY_LENGTH);
    }
    return textEnd;
  }

  /** What was read last, in microseconds since the epoch. */
  long micros() {
    return micros;
  }

  private boolean isDay(byte[] json, int from) {
    return Arrays.equals(json, from, from + DAY_LENGTH, day, 0, DAY_LENGTH);
  }

  /**
   * The time of day, in microseconds, if it is written as {@code Thh:mm:ss[.f]Z} and the string
   * ends there; its end is kept. {@link PlainBytes#NONE} for any other.
   */
  private long clock(byte[] json, int from) {
    if (from + SHORTEST_CLOCK >= json.length
        || json[from] != 'T'
        || json[from + 3] != ':'
        || json[from + 6] != ':') {
      return NONE;
    }
    int hour = twoDigits(json, from + 1);
    int minute = twoDigits(json, from + 4);
    int second = twoDigits(json, from + 7);
    if (hour > 23 || minute > 59 || second > 59) {
      return NONE;
    }
    int fraction = 0;
    int at = from + SHORTEST_CLOCK - 1;
    if (json[at] == '.') {
      at++;
      int first = at;
      // past the sixth digit nothing is added: they are cut off
      for (int unit = 100_000; isDigit(json[at]); unit /= 10) {
        fraction += (json[at] - '0') * unit;
        at++;
      }
      if (at == first || at - first > LONGEST_FRACTION) {
        return NONE;
      }
    }
    if (json[at] != 'Z' || json[at + 1] != '"') {
      return NONE;
    }
    end = at + 1;
    return ((hour * 60 + minute) * 60 + second) * MICROS_PER_SECOND + fraction;
  }

  private static int twoDigits(byte[] json, int at) {
    byte tens = json[at];
    byte ones = json[at + 1];
    return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : NO_TWO_DIGITS;
  }
}
