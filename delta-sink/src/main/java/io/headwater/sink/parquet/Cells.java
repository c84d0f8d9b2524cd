package io.headwater.sink.parquet;

/**
 * A row of a data file, with the columns that were asked for, in that order. Valid until the next.
 */
public interface Cells {

  /** Whether the column has no value; there is nothing else to ask of it then. */
  boolean isNull(int column);

  /** A whole number or timestamp (microseconds); a boolean is 0 or 1. */
  long number(int column);

  /** A number with a fraction. */
  double real(int column);

  /** A text. */
  String text(int column);
}
