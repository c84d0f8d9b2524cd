package io.headwater.sink.parquet;

import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnSource.DateOf;
import io.headwater.sink.config.ColumnType;
import io.headwater.sink.parquet.RowLayout.Slot;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells the rows of a table apart by its partition columns. */
final class RowPartitions {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final List<Key> keys;

  /** Rows of one table partition are equal. */
  private final Comparator<Row> order;

  /**
   * The rows of one table partition.
   *
   * @param values as Delta writes them, by column, in the order of the folders
   */
  record Part(Map<String, String> values, List<Row> rows) {}

  RowPartitions(RowLayout layout) {
    keys =
        layout.table().partitionColumns().stream()
            .map(name -> key(layout, layout.table().column(name)))
            .toList();
    order =
        keys.stream()
            .<Comparator<Row>>map(key -> key::compare)
            .reduce(Comparator::thenComparing)
            .orElseThrow(() -> new IllegalArgumentException(layout.table() + " has no partitions"));
  }

  /** The parts of {@code rows}, in the order of their values; rows in the order they came. */
  List<Part> split(List<Row> rows) {
    Map<Row, List<Row>> byPartition = new TreeMap<>(order);
    List<Row> part = List.of();
    for (Row row : rows) {
      // mostly the neighbour's partition: no need to search
      if (part.isEmpty() || order.compare(part.get(0), row) != 0) {
        part = byPartition.computeIfAbsent(row, first -> new ArrayList<>());
      }
      part.add(row);
    }
    return byPartition.entrySet().stream()
        .map(entry -> new Part(values(entry.getKey()), entry.getValue()))
        .toList();
  }

  private Map<String, String> values(Row row) {
    Map<String, String> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key.column(), key.value(row)));
    return values;
  }

  private static Key key(RowLayout layout, Column column) {
    if (column.source() instanceof DateOf date) {
      return new DateKey(column.name(), layout.slot(date.column()).index());
    }
    Slot slot = layout.slot(column.name());
    if (column.type() == ColumnType.STRING && !column.nullable()) {
      return new TextKey(column.name(), slot.index());
    }
    throw new IllegalArgumentException(
        "Table %s cannot be partitioned by %s: only by dates and required strings"
            .formatted(layout.table().name(), column.name()));
  }

  /** A partition column. */
  private sealed interface Key {
    String column();

    int compare(Row a, Row b);

    String value(Row row);
  }

  private record DateKey(String column, int timestamp) implements Key {
    @Override
    public int compare(Row a, Row b) {
      return Long.compare(day(a), day(b));
    }

    @Override
    public String value(Row row) {
      return LocalDate.ofEpochDay(day(row)).toString();
    }

    private long day(Row row) {
      return Math.floorDiv(row.number(timestamp), MICROS_PER_DAY);
    }
  }

  private record TextKey(String column, int index) implements Key {
    @Override
    public int compare(Row a, Row b) {
      return Arrays.compareUnsigned(a.text(index), b.text(index));
    }

    @Override
    public String value(Row row) {
      return new String(row.text(index), StandardCharsets.UTF_8);
    }
  }
}
