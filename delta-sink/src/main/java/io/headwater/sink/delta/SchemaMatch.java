package io.headwater.sink.delta;

import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether rows of our contract fit a table that is there already. */
sealed interface SchemaMatch {

  /** They do. */
  record Fits() implements SchemaMatch {}

  /** They do once the table has these nullable columns too. */
  record Lacks(List<Column> columns) implements SchemaMatch {}

  /** They don't, and why: the rest of a sentence that begins with the table. */
  record Differs(String reason) implements SchemaMatch {}

  /**
   * Compares {@code table} with what is there.
   *
   * @param partitionColumns of the table that is there
   */
  static SchemaMatch of(TableDefinition table, StructType existing, List<String> partitionColumns) {
    if (!table.partitionColumns().equals(partitionColumns)) {
      return new Differs(
          "is partitioned by %s, but Headwater partitions it by %s"
              .formatted(partitionColumns, table.partitionColumns()));
    }
    // Delta compares names without regard to case, but Parquet readers do not.
    Map<String, StructField> byName =
        Arrays.stream(existing.getFields())
            .collect(Collectors.toMap(field -> key(field.getName()), Function.identity()));
    List<Column> missing = new ArrayList<>();
    for (Column column : table.columns()) {
      StructField field = byName.remove(key(column.name()));
      if (field == null) {
        missing.add(column);
      } else if (!fits(column, field)) {
        return new Differs(
            "has the column %s as %s, but Headwater writes %s as %s"
                .formatted(
                    field.getName(),
                    text(field.getDataType().getCatalogString(), field.isNullable()),
                    column.name(),
                    text(TableSchema.type(column.type()).getCatalogString(), column.nullable())));
      }
    }
    for (StructField unknown : byName.values()) {
      if (!unknown.isNullable()) {
        return new Differs(
            "has the column %s as %s, which Headwater does not write"
                .formatted(
                    unknown.getName(), text(unknown.getDataType().getCatalogString(), false)));
      }
    }
    for (Column column : missing) {
      if (!column.nullable()) {
        return new Differs(
            "has no column %s, which Headwater writes as %s and which the rows already there would"
                    .formatted(
                        column.name(),
                        text(TableSchema.type(column.type()).getCatalogString(), false))
                + " have no value for");
      }
    }
    return missing.isEmpty() ? new Fits() : new Lacks(List.copyOf(missing));
  }

  private static boolean fits(Column column, StructField field) {
    return field.getName().equals(column.name())
        && field
            .getDataType()
            .getCatalogString()
            .equals(TableSchema.type(column.type()).getCatalogString())
        && (field.isNullable() || !column.nullable());
  }

  private static String text(String type, boolean nullable) {
    return nullable ? type : type + " not null";
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
