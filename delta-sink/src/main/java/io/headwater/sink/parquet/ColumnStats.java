package io.headwater.sink.parquet;

import io.headwater.sink.config.ColumnType;
import io.headwater.sink.parquet.RowLayout.Slot;
import java.util.Arrays;
import java.util.List;

/** What the rows of a file have in one column. */
sealed interface ColumnStats {

  String name();

  long nulls();

  /**
   * A column of numbers, with at least one.
   *
   * @param min as a {@link Row} holds it
   * @param max as a {@link Row} holds it
   */
  record Numbers(String name, ColumnType type, long nulls, long min, long max)
      implements ColumnStats {}

  /**
   * A column of texts, with at least one.
   *
   * @param min the first in the order of code points, UTF-8
   * @param max the last
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and gone once it is written
  record Texts(String name, long nulls, byte[] min, byte[] max) implements ColumnStats {}

  /** A column without bounds: of a type that has none, or without a value in any row. */
  record Unbounded(String name, long nulls) implements ColumnStats {}

  static ColumnStats of(Slot slot, List<Row> rows) {
    return switch (slot.column().type()) {
      case INT, LONG, TIMESTAMP, DATE -> wholes(slot, rows);
      case DOUBLE -> doubles(slot, rows);
      case STRING -> texts(slot, rows);
      case BOOLEAN -> new Unbounded(slot.column().name(), nullNumbers(slot, rows));
      case STRING_LIST, HEADER_LIST -> new Unbounded(slot.column().name(), nullTexts(slot, rows));
    };
  }

  private static ColumnStats wholes(Slot slot, List<Row> rows) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (Row row : rows) {
      if (row.hasNumber(slot.index())) {
        long number = row.number(slot.index());
        min = Math.min(min, number);
        max = Math.max(max, number);
      }
    }
    return numbers(slot, nullNumbers(slot, rows), rows.size(), min, max);
  }

  /** Math.min and max put -0.0 below 0.0, so the bounds hold whichever zero a reader asks for. */
  private static ColumnStats doubles(Slot slot, List<Row> rows) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Row row : rows) {
      if (row.hasNumber(slot.index())) {
        double number = Double.longBitsToDouble(row.number(slot.index()));
        min = Math.min(min, number);
        max = Math.max(max, number);
      }
    }
    return numbers(
        slot,
        nullNumbers(slot, rows),
        rows.size(),
        Double.doubleToRawLongBits(min),
        Double.doubleToRawLongBits(max));
  }

  private static ColumnStats numbers(Slot slot, long nulls, int rows, long min, long max) {
    return nulls == rows
        ? new Unbounded(slot.column().name(), nulls)
        : new Numbers(slot.column().name(), slot.column().type(), nulls, min, max);
  }

  private static ColumnStats texts(Slot slot, List<Row> rows) {
    byte[] min = null;
    byte[] max = null;
    byte[] last = null;
    long nulls = 0;
    for (Row row : rows) {
      byte[] text = row.text(slot.index());
      if (text == null) {
        nulls++;
      } else if (text != last) { // sorted and pooled, rows mostly repeat their neighbour's text
        last = text;
        min = min == null || Arrays.compareUnsigned(text, min) < 0 ? text : min;
        max = max == null || Arrays.compareUnsigned(text, max) > 0 ? text : max;
      }
    }
    return min == null || max == null
        ? new Unbounded(slot.column().name(), nulls)
        : new Texts(slot.column().name(), nulls, min, max);
  }

  private static long nullNumbers(Slot slot, List<Row> rows) {
    return slot.column().nullable()
        ? rows.stream().filter(row -> !row.hasNumber(slot.index())).count()
        : 0;
  }

  private static long nullTexts(Slot slot, List<Row> rows) {
    return rows.stream().filter(row -> !row.hasText(slot.index())).count();
  }
}
