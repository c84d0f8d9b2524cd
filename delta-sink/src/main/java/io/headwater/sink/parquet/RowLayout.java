package io.headwater.sink.parquet;

import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnSource;
import io.headwater.sink.config.ColumnSource.DateOf;
import io.headwater.sink.config.ColumnType;
import io.headwater.sink.config.TableDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where the columns of a table lie in its {@link Row}s. */
final class RowLayout {

  private static final int MAX_NUMBERS = Long.SIZE;

  private final TableDefinition table;
  private final List<Slot> slots = new ArrayList<>();
  private int numbers;
  private int texts;

  /**
   * A column and its place in the row.
   *
   * @param index in the row's numbers or texts, whichever {@code column}'s type says
   */
  record Slot(Column column, int index) {
    boolean isNumber() {
      return isNumber(column.type());
    }

    private static boolean isNumber(ColumnType type) {
      return switch (type) {
        case INT, LONG, DOUBLE, BOOLEAN, TIMESTAMP, DATE -> true;
        case STRING, STRING_LIST, HEADER_LIST -> false;
      };
    }
  }

  RowLayout(TableDefinition table) {
    this.table = table;
    for (Column column : table.columns()) {
      // a date takes no room: it is worked out from its timestamp when somebody asks
      if (!(column.source() instanceof DateOf)) {
        slots.add(new Slot(column, Slot.isNumber(column.type()) ? numbers++ : texts++));
      }
    }
    if (numbers > MAX_NUMBERS) {
      throw new IllegalArgumentException(
          "Table %s has %d columns with numbers, but a row holds %d at most"
              .formatted(table.name(), numbers, MAX_NUMBERS));
    }
  }

  TableDefinition table() {
    return table;
  }

  /** All slots, in the table's order. */
  List<Slot> slots() {
    return Collections.unmodifiableList(slots);
  }

  /** The slots of the columns that come from the record's JSON, in the table's order. */
  List<Slot> fields() {
    return slots.stream()
        .filter(slot -> slot.column().source() instanceof ColumnSource.Field)
        .toList();
  }

  /** The slots of the columns that data files hold, in the table's order. */
  List<Slot> data() {
    return slots.stream()
        .filter(slot -> !table.partitionColumns().contains(slot.column().name()))
        .toList();
  }

  Slot slot(String column) {
    return slots.stream()
        .filter(slot -> slot.column().name().equals(column))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(table.name() + " stores no column " + column));
  }

  /** The index of the number that says where the row comes from. */
  int lineage(ColumnSource.Lineage source) {
    return slots.stream()
        .filter(slot -> slot.column().source() == source)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(table.name() + " has no " + source))
        .index();
  }

  int numbers() {
    return numbers;
  }

  int texts() {
    return texts;
  }
}
