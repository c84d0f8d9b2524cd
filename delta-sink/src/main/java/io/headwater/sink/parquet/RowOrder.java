package io.headwater.sink.parquet;

import io.headwater.sink.config.ColumnSource.Lineage;
import io.headwater.sink.parquet.RowLayout.Slot;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The order of rows in a file: by the table's sort columns, then by where they come from, so that
 * the same rows always make the same file. A row without a value comes first.
 */
final class RowOrder {

  private RowOrder() {}

  static Comparator<Row> of(RowLayout layout) {
    int partition = layout.lineage(Lineage.PARTITION);
    int offset = layout.lineage(Lineage.OFFSET);
    Comparator<Row> byLineage =
        Comparator.<Row>comparingLong(row -> row.number(partition))
            .thenComparingLong(row -> row.number(offset));
    return layout.table().sortColumns().stream()
        .map(name -> by(layout.slot(name)))
        .reduce(Comparator::thenComparing)
        .map(order -> order.thenComparing(byLineage))
        .orElse(byLineage);
  }

  private static Comparator<Row> by(Slot slot) {
    int index = slot.index();
    return switch (slot.column().type()) {
      case INT, LONG, TIMESTAMP, DATE, BOOLEAN ->
          (a, b) ->
              a.hasNumber(index) && b.hasNumber(index)
                  ? Long.compare(a.number(index), b.number(index))
                  : Boolean.compare(a.hasNumber(index), b.hasNumber(index));
      case STRING -> (a, b) -> compareTexts(a.text(index), b.text(index));
      case DOUBLE, STRING_LIST, HEADER_LIST ->
          throw new IllegalArgumentException("Rows cannot be sorted by " + slot.column().name());
    };
  }

  private static int compareTexts(byte[] a, byte[] b) {
    // the same array most of the time: texts are pooled
    return a == b ? 0 : Arrays.compareUnsigned(a, b); // which puts null first
  }
}
