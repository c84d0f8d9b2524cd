package io.headwater.model.json.plain;

import static io.headwater.model.json.plain.PlainBytes.NONE;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A cursor over the fields of one plain JSON object, straight in its bytes.
 *
 * <p>Plain is an object in ASCII, at most {@link #LONGEST} bytes long, whose fields all have one of
 * the names that are expected, each at most once, and strings without escapes and control
 * characters, numbers, {@code true}, {@code false}, {@code null} or empty arrays as values.
 * Anything else may be a good object or none: that is for a full parser to say. Whatever is read
 * after the first thing that is not plain has no meaning, and {@link #nextField} says so.
 *
 * <p>For each field that {@link #nextField} names, its value must be read, by one of the other
 * methods; a value that is not of that kind is not plain. Makes no objects for what is plain, dates
 * and long numbers excepted, so it is meant to be used again and again. Not safe for use by several
 * threads at once.
 */
public final class PlainObject {

  /** No further field: the object and its bytes are at their end, and all was plain. */
  public static final int END = -1;

  /** It is no plain object. */
  public static final int NOT_PLAIN = -2;

  /** In bytes; a parser might refuse longer texts. */
  static final int LONGEST = 64 << 10;

  /** Without what JSON escapes. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[ -~&&[^\"\\\\]]*");

  private static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");

  private final byte[][] names;

  /** Which field followed which when last seen; the last of them is what followed none. */
  private final int[] followers;

  private final PlainNumber number = new PlainNumber();
  private final PlainTime time = new PlainTime();

  private byte[] json = {};
  private boolean plain;
  private int at;
  private int last; // the last byte that is no blank, and a brace: nothing reads past it
  private int field;
  private long seen;
  private int textStart;
  private int textEnd;

  /**
   * A cursor for objects with some of these fields.
   *
   * @param names at most 64, of plain characters; most quickly found in this order, or in that of
   *     the object before
   */
  public PlainObject(String... names) {
    if (names.length > Long.SIZE) {
      throw new IllegalArgumentException(names.length + " names are more than can be told apart");
    }
    for (String name : names) {
      if (!PLAIN_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("\"" + name + "\" is no plain name");
      }
    }
    this.names = Arrays.stream(names).map(name -> ascii('"' + name + '"')).toArray(byte[][]::new);
    followers = new int[names.length + 1];
    Arrays.setAll(followers, i -> i + 1 < names.length ? i + 1 : 0);
  }

  /** Begins with another object; {@code object} must not change until it is done with. */
  public void begin(byte[] object) {
    json = object;
    at = 0;
    field = names.length;
    seen = 0;
    last = object.length - 1;
    while (last > 0 && isBlank(object[last])) {
      last--;
    }
    plain = last > 0 && object.length <= LONGEST && object[last] == '}' && afterBlanks() == '{';
    at++;
  }

  /**
   * The index of the next field's name among those expected, or {@link #END}, or {@link
   * #NOT_PLAIN}.
   */
  public int nextField() {
    if (!plain) {
      return NOT_PLAIN;
    }
    byte next = afterBlanks();
    if (next == '}') {
      return at == last ? END : refuse();
    }
    if (seen != 0) {
      if (next != ',') {
        return refuse();
      }
      at++;
      afterBlanks();
    }
    int found = name();
    if (found == NONE || (seen & (1L << found)) != 0 || afterBlanks() != ':') {
      return refuse();
    }
    at++;
    afterBlanks();
    seen |= 1L << found;
    followers[field] = found;
    field = found;
    return found;
  }

  /** Whether the value is null; if so, it is read. */
  public boolean isNull() {
    return json[at] == 'n' && literal(NULL);
  }

  /** Reads true or false. */
  public boolean flag() {
    boolean flag = literal(TRUE);
    if (!flag && !literal(FALSE)) {
      refuse();
    }
    return flag;
  }

  /** Reads a number; the nearest double, infinite if it is too large for one. */
  public double number() {
    return toNumber() ? number.real(json) : 0;
  }

  /** Reads a number of at most 18 digits that has neither fraction nor exponent. */
  public long integer() {
    if (toNumber() && number.isWhole()) {
      return number.integer();
    }
    refuse();
    return 0;
  }

  /** Reads a string with a time, in microseconds since the epoch. */
  public long time() {
    int end = json[at] == '"' ? time.read(json, at + 1) : NONE;
    if (end == NONE) {
      refuse();
      return 0;
    }
    at = end + 1;
    return time.micros();
  }

  /**
   * Reads a string; where it stands, {@link #textStart} and {@link #textLength} say.
   *
   * @return false when it is none, or not plain
   */
  public boolean text() {
    int end = json[at] == '"' ? PlainBytes.endOfText(json, at + 1) : NONE;
    if (end == NONE) {
      refuse();
      return false;
    }
    textStart = at + 1;
    textEnd = end;
    at = end + 1;
    return true;
  }

  /** The index of the first character of the last string that was read. */
  public int textStart() {
    return textStart;
  }

  /** How many characters, and so bytes, it has. */
  public int textLength() {
    return textEnd - textStart;
  }

  /** Reads an array without elements. */
  public void emptyList() {
    if (json[at] == '[') {
      at++;
      if (afterBlanks() == ']') {
        at++;
        return;
      }
    }
    refuse();
  }

  private int name() {
    int guess = followers[field];
    for (int tried = 0; tried < names.length; tried++) {
      byte[] name = names[guess];
      int end = at + name.length;
      if (end <= last && Arrays.equals(json, at, end, name, 0, name.length)) {
        at = end;
        return guess;
      }
      guess = guess + 1 == names.length ? 0 : guess + 1;
    }
    return NONE;
  }

  private boolean toNumber() {
    int end = number.read(json, at);
    if (end == NONE) {
      refuse();
      return false;
    }
    at = end;
    return true;
  }

  private boolean literal(byte[] wanted) {
    int end = at + wanted.length;
    if (end > last || !Arrays.equals(json, at, end, wanted, 0, wanted.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /** The next byte that is no blank, on which the cursor then stands. */
  private byte afterBlanks() {
    while (isBlank(json[at])) {
      at++;
    }
    return json[at];
  }

  private int refuse() {
    plain = false;
    return NOT_PLAIN;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
