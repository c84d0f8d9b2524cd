package io.headwater.sink.config;

/** What to do when a topic no longer has what a table needs next. */
public enum OnGap {
  /** The table stops, with an error that says what is lost and how to go on. */
  STOP,
  /** The loss is written to the table {@code gaps}, and the table goes on behind it. */
  RECORD
}
