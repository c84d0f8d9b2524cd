package io.headwater.sink.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Bounds of texts for statistics, cut off after 32 characters (code points), which is what Delta's
 * own writers do. A lower bound is never above the text, an upper bound never below it, in the
 * order of code points (which is the order of their bytes in UTF-8).
 */
final class TextBounds {

  static final int LENGTH = 32;

  /** Above every other ASCII character. */
  private static final int LAST_ASCII = 0x7F;

  private TextBounds() {}

  /** The text's first characters: a prefix is never above the whole. */
  static String lower(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return text.codePointCount(0, text.length()) <= LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LENGTH));
  }

  /**
   * The text's first characters and, if that cut something off, one that is above whatever was. A
   * text whose next character is the greatest there is must be cut later.
   */
  static String upper(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.codePointCount(0, text.length()) <= LENGTH) {
      return text;
    }
    int end = text.offsetByCodePoints(0, LENGTH);
    while (end < text.length() && text.codePointAt(end) == Character.MAX_CODE_POINT) {
      end = text.offsetByCodePoints(end, 1);
    }
    if (end == text.length()) {
      return text;
    }
    int above = text.codePointAt(end) < LAST_ASCII ? LAST_ASCII : Character.MAX_CODE_POINT;
    return text.substring(0, end) + Character.toString(above);
  }
}
