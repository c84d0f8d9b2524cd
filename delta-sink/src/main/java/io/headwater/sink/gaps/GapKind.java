package io.headwater.sink.gaps;

import java.util.Locale;

/** Why a topic no longer holds what a table needs next. */
public enum GapKind {
  /** The topic's retention, or somebody who deleted records, has passed the table. */
  RETENTION,
  /** The topic was deleted, and there is another of the same name. */
  RECREATED,
  /**
   * The topic ends before the table's position: the broker lost records, or it was created again
   * and the broker has no topic ids to tell.
   */
  BEYOND_END;

  /** As the ledger has it: {@code retention}, {@code recreated} or {@code beyond_end}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static GapKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Whether offsets behind the gap may be those of rows that are in the table already. */
  boolean startsAnew() {
    return this != RETENTION;
  }
}
