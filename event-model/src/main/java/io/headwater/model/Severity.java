package io.headwater.model;

import java.util.Locale;

/** How bad an anomaly is, from least to worst. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in topics and tables: lower case. */
  public String text() {
    return text;
  }

  /**
   * The severity of that name in topics and tables.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Severity ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
