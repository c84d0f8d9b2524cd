package io.headwater.model;

import java.util.Locale;

/** The kind of rule that found an anomaly. */
public enum AnomalyKind {
  THRESHOLD,
  SPIKE,
  STATUS,
  MISSING_DATA,
  ADAPTIVE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in topics and tables: lower case, words joined by hyphens. */
  public String text() {
    return text;
  }

  /**
   * The kind of that name in topics and tables.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static AnomalyKind ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
