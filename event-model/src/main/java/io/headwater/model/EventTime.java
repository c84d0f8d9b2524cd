package io.headwater.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.OptionalLong;

/**
 * Event time as text and back: ISO-8601 with a zone, to the microsecond.
 *
 * <p>Accepted is {@code YYYY-MM-DD'T'hh:mm[:ss[.f]]} with one to nine fractional digits, followed
 * by {@code Z} or {@code ±hh:mm}, {@code ±hhmm} or {@code ±hh}; digits past the microsecond are cut
 * off. A time without a zone is no instant and is refused; so are leap seconds, dates that do not
 * exist, and what an offset moves out of the years 0000 to 9999 in UTC.
 */
public final class EventTime {

  /** The bytes of the longest text: that of a time so far from the epoch that it has a sign. */
  public static final int MAX_LENGTH = "-290308-12-21T19:59:05.224192Z".length();

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_PER_DAY;
  private static final long LAST_SECOND =
      LocalDate.of(9_999, 12, 31).toEpochDay() * SECONDS_PER_DAY + SECONDS_PER_DAY - 1;

  private EventTime() {}

  /** The instant {@code text} names, in microseconds since the epoch; empty if it names none. */
  public static OptionalLong parse(String text) {
    Reader in = new Reader(text);
    int year = in.digits(4);
    in.expect('-');
    int month = in.digits(2);
    in.expect('-');
    int day = in.digits(2);
    in.expect('T');
    int hour = in.digits(2);
    in.expect(':');
    int minute = in.digits(2);
    int second = 0;
    int micros = 0;
    if (in.accept(':')) {
      second = in.digits(2);
      if (in.accept('.')) {
        micros = in.fractionInMicros();
      }
    }
    int offsetSeconds = in.zone();
    if (!in.isDone()
        || month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()
        || hour > 23
        || minute > 59
        || second > 59) {
      return OptionalLong.empty();
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
            + hour * 3_600L
            + minute * 60L
            + second
            - offsetSeconds;
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(seconds * MICROS_PER_SECOND + micros);
  }

  /**
   * The time as text, in UTC, with as many fractional digits as it needs: none, three or six. The
   * same as {@link Instant#toString}, without a formatter: every event has a time to be written.
   */
  public static String format(long micros) {
    byte[] text = new byte[MAX_LENGTH];
    return new String(text, 0, write(micros, text, 0), ISO_8859_1);
  }

  /**
   * Writes what {@link #format} returns into {@code text}, in ASCII, from the index {@code from}
   * on.
   *
   * @param text with room for {@link #MAX_LENGTH} bytes
   * @return the index after the last byte written
   */
  public static int write(long micros, byte[] text, int from) {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      byte[] rare = toInstant(micros).toString().getBytes(ISO_8859_1);
      System.arraycopy(rare, 0, text, from, rare.length);
      return from + rare.length;
    }
    Writer out = new Writer(text, from);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
    int ofDay = (int) Math.floorMod(second, SECONDS_PER_DAY);
    out.digits(date.getYear(), 4);
    out.character('-');
    out.digits(date.getMonthValue(), 2);
    out.character('-');
    out.digits(date.getDayOfMonth(), 2);
    out.character('T');
    out.digits(ofDay / 3_600, 2);
    out.character(':');
    out.digits(ofDay / 60 % 60, 2);
    out.character(':');
    out.digits(ofDay % 60, 2);
    int fraction = (int) Math.floorMod(micros, MICROS_PER_SECOND);
    if (fraction != 0) {
      out.character('.');
      boolean inMillis = fraction % MICROS_PER_MILLI == 0;
      out.digits(inMillis ? fraction / 1_000 : fraction, inMillis ? 3 : 6);
    }
    out.character('Z');
    return out.position;
  }

  /** The time as an {@link Instant}. */
  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
  }

  /**
   * The instant in microseconds since the epoch; what is finer is cut off.
   *
   * @throws ArithmeticException when it is farther from the epoch than some 290,000 years
   */
  public static long ofInstant(Instant instant) {
    long seconds = instant.getEpochSecond();
    long micros = instant.getNano() / 1_000;
    if (seconds < 0) {
      // counted down from the next second, or the range's first second would overflow
      return Math.addExact(
          Math.multiplyExact(seconds + 1, MICROS_PER_SECOND), micros - MICROS_PER_SECOND);
    }
    return Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros);
  }

  /**
   * Milliseconds since the epoch, as Kafka's timestamps are, in microseconds. A producer may set
   * any timestamp; one outside the years 0000 to 9999 becomes the nearest second inside, so that
   * its text can be parsed again.
   */
  public static long ofMillis(long millis) {
    long first = FIRST_SECOND * MILLIS_PER_SECOND;
    long last = LAST_SECOND * MILLIS_PER_SECOND;
    return Math.max(first, Math.min(last, millis)) * MICROS_PER_MILLI;
  }

  /**
   * Reads a text from left to right; after the first mismatch nothing matches any more, so that the
   * caller need ask only once, at the end.
   */
  private static final class Reader {
    private static final int MAX_OFFSET_SECONDS = 18 * 3_600;

    private final String text;
    private int position;
    private boolean failed;

    Reader(String text) {
      this.text = text;
    }

    boolean isDone() {
      return !failed && position == text.length();
    }

    boolean accept(char wanted) {
      if (failed || position == text.length() || text.charAt(position) != wanted) {
        return false;
      }
      position++;
      return true;
    }

    void expect(char wanted) {
      failed |= !accept(wanted);
    }

    int digits(int howMany) {
      int number = 0;
      for (int i = 0; i < howMany; i++) {
        number = number * 10 + digit();
      }
      return failed ? 0 : number;
    }

    /** One to nine digits; those past the sixth are read and dropped. */
    int fractionInMicros() {
      int micros = digit();
      int read = 1;
      for (; read < 9 && nextIsDigit(); read++) {
        int digit = digit();
        micros = read < 6 ? micros * 10 + digit : micros;
      }
      for (; read < 6; read++) {
        micros *= 10;
      }
      return failed ? 0 : micros;
    }

    int zone() {
      if (accept('Z')) {
        return 0;
      }
      boolean east = accept('+');
      if (!east) {
        expect('-');
      }
      int hours = digits(2);
      int minutes = 0;
      if (accept(':') || nextIsDigit()) {
        minutes = digits(2);
      }
      int seconds = hours * 3_600 + minutes * 60;
      failed |= minutes > 59 || seconds > MAX_OFFSET_SECONDS;
      return east ? seconds : -seconds;
    }

    private boolean nextIsDigit() {
      return !failed && position < text.length() && isDigit(text.charAt(position));
    }

    private int digit() {
      if (!nextIsDigit()) {
        failed = true;
        return 0;
      }
      return text.charAt(position++) - '0';
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }

  /** Writes a text from left to right. */
  private static final class Writer {
    private final byte[] text;
    private int position;

    Writer(byte[] text, int position) {
      this.text = text;
      this.position = position;
    }

    void character(char ascii) {
      text[position++] = (byte) ascii;
    }

    void digits(int number, int howMany) {
      int rest = number;
      for (int i = position + howMany - 1; i >= position; i--) {
        text[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      position += howMany;
    }
  }
}
