package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EventTime;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.core.io.NumberOutput;

/** JSON text in UTF-8 that grows at its end. For one thread. */
final class JsonBytes {

  private static final int USUAL_SIZE = 1_024;
  private static final int MAX_KEPT_SIZE = 64 * 1_024;

  private static final char REPLACEMENT = '\uFFFD';
  private static final int MAX_LONG_LENGTH = "-9223372036854775808".length();
  private static final int MAX_CHARACTER_LENGTH = "\\u0000".length();
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(UTF_8);

  /** For each ASCII character what follows its backslash, and 0 if it stands for itself. */
  private static final byte[] ESCAPES = escapes();

  private byte[] bytes = new byte[USUAL_SIZE];
  private int length;

  private static byte[] escapes() {
    byte[] escapes = new byte[0x80];
    Arrays.fill(escapes, 0, ' ', (byte) 'u');
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }

  /** Forgets the text, and gives back the room that an unusually large one took. */
  void clear() {
    length = 0;
    if (bytes.length > MAX_KEPT_SIZE) {
      bytes = new byte[USUAL_SIZE];
    }
  }

  /** The text, which is forgotten here. */
  byte[] take() {
    byte[] text = Arrays.copyOf(bytes, length);
    clear();
    return text;
  }

  void character(char ascii) {
    ensureRoom(1);
    bytes[length++] = (byte) ascii;
  }

  /** A comma before each element but the first; no element ends as what holds it begins. */
  void separate(char opening) {
    if (bytes[length - 1] != opening) {
      character(',');
    }
  }

  /** The name of an object's next field: ASCII without anything to escape. */
  void name(String name) {
    separate('{');
    ensureRoom(name.length() + 3);
    bytes[length++] = '"';
    lowBytes(name);
    bytes[length++] = '"';
    bytes[length++] = ':';
  }

  /** ASCII text as it is. */
  void ascii(String text) {
    ensureRoom(text.length());
    lowBytes(text);
  }

  @SuppressWarnings("deprecation") // because it drops the high bytes, of which ASCII has none
  private void lowBytes(String text) {
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  /** Text as it is. */
  void raw(String text) {
    append(text.getBytes(UTF_8));
  }

  void integer(long value) {
    ensureRoom(MAX_LONG_LENGTH);
    length = NumberOutput.outputLong(value, bytes, length);
  }

  /** A finite number. */
  void number(double value) {
    ensureRoom(DecimalText.MAX_LENGTH);
    length = DecimalText.write(value, bytes, length);
  }

  /** A time in microseconds since the epoch, in quotes. */
  void time(long micros) {
    character('"');
    ensureRoom(EventTime.MAX_LENGTH);
    length = EventTime.write(micros, bytes, length);
    character('"');
  }

  /** Bytes in Base64, in quotes. */
  void base64(byte[] value) {
    character('"');
    append(Base64.getEncoder().encode(value));
    character('"');
  }

  /**
   * Text in quotes. Half a surrogate pair is no character and has no UTF-8: it is replaced, as
   * Java's own encoder does, rather than failing the stream. Accepted events hold none.
   */
  void text(String text) {
    int end = text.length();
    // what is left of the text and the quote after it always have room, at a byte a character
    ensureRoom(end + 2);
    bytes[length++] = '"';
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < ESCAPES.length && ESCAPES[c] == 0) {
        to[at++] = (byte) c;
        continue;
      }
      length = at;
      ensureRoom(MAX_CHARACTER_LENGTH + end - i);
      if (c < ESCAPES.length) {
        escaped(c);
      } else if (isPair(text, i)) {
        fourBytes(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        twoOrThreeBytes(Character.isSurrogate(c) ? REPLACEMENT : c);
      }
      to = bytes;
      at = length;
    }
    to[at] = '"';
    length = at + 1;
  }

  private void escaped(char c) {
    byte escape = ESCAPES[c];
    bytes[length++] = '\\';
    bytes[length++] = escape;
    if (escape == 'u') {
      bytes[length++] = '0';
      bytes[length++] = '0';
      bytes[length++] = HEX[c >> 4];
      bytes[length++] = HEX[c & 0xF];
    }
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private void twoOrThreeBytes(char c) {
    if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | c >> 6);
    } else {
      bytes[length++] = (byte) (0xE0 | c >> 12);
      sixBits(c >> 6);
    }
    sixBits(c);
  }

  private void fourBytes(int codePoint) {
    bytes[length++] = (byte) (0xF0 | codePoint >> 18);
    sixBits(codePoint >> 12);
    sixBits(codePoint >> 6);
    sixBits(codePoint);
  }

  /** The lowest six bits, as UTF-8 continues a character. */
  private void sixBits(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void append(byte[] text) {
    ensureRoom(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  private void ensureRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
