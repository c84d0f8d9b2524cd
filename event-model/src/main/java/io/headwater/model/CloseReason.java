package io.headwater.model;

import java.util.Locale;

/** What made a window final. */
public enum CloseReason {
  /** Later events moved the watermark past the window's end. */
  WATERMARK,
  /** The partition fell idle and its watermark moved on with the wall clock. */
  IDLE;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in topics and tables: lower case. */
  public String text() {
    return text;
  }

  /**
   * The reason of that name in topics and tables.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static CloseReason ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
