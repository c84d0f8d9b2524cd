package io.headwater.sink.delta;

import io.delta.standalone.types.ArrayType;
import io.delta.standalone.types.BooleanType;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.DateType;
import io.delta.standalone.types.DoubleType;
import io.delta.standalone.types.FieldMetadata;
import io.delta.standalone.types.IntegerType;
import io.delta.standalone.types.LongType;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import io.delta.standalone.types.TimestampType;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnType;
import io.headwater.sink.config.TableDefinition;
import java.util.List;

/** Our columns in Delta Standalone's terms. */
final class TableSchema {

  private TableSchema() {}

  static StructType of(TableDefinition table) {
    return new StructType(fields(table.columns()));
  }

  /** {@code existing} with {@code added} after its own columns. */
  static StructType with(StructType existing, List<Column> added) {
    StructType all = existing;
    for (StructField field : fields(added)) {
      all = all.add(field);
    }
    return all;
  }

  static DataType type(ColumnType type) {
    return switch (type) {
      case STRING -> new StringType();
      case INT -> new IntegerType();
      case LONG -> new LongType();
      case DOUBLE -> new DoubleType();
      case BOOLEAN -> new BooleanType();
      case TIMESTAMP -> new TimestampType();
      case DATE -> new DateType();
      case STRING_LIST -> new ArrayType(new StringType(), false);
      case HEADER_LIST ->
          new ArrayType(
              new StructType()
                  .add("key", new StringType(), true) // Delta allows no NOT NULL inside arrays
                  .add("value_base64", new StringType(), true),
              false);
    };
  }

  private static StructField[] fields(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                new StructField(
                    column.name(),
                    type(column.type()),
                    column.nullable(),
                    FieldMetadata.builder().putString("comment", column.comment()).build()))
        .toArray(StructField[]::new);
  }
}
