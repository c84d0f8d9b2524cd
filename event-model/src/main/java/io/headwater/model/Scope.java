package io.headwater.model;

import java.util.Locale;

/** What the rows of a window are grouped by. */
public enum Scope {
  SENSOR,
  LOCATION;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in topics and tables: lower case. */
  public String text() {
    return text;
  }

  /**
   * The scope of that name in topics and tables.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Scope ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
