package io.headwater.sink.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.headwater.sink.config.Column;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The Parquet schema of a table's data files, typed as the Delta protocol maps its types. */
final class ParquetSchema {

  /** Names of the levels of a list, and the fields of a header, as Parquet and Delta have them. */
  static final String LIST = "list";

  static final String ELEMENT = "element";
  static final String KEY = "key";
  static final String VALUE = "value_base64";

  private ParquetSchema() {}

  static MessageType of(String table, List<Column> columns) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column column : columns) {
      message.addField(type(column));
    }
    return message.named(table);
  }

  private static Type type(Column column) {
    Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    String name = column.name();
    return switch (column.type()) {
      case STRING -> string(repetition, name);
      case INT -> plain(INT32, repetition, name);
      case LONG -> plain(INT64, repetition, name);
      case DOUBLE -> plain(DOUBLE, repetition, name);
      case BOOLEAN -> plain(BOOLEAN, repetition, name);
      case TIMESTAMP ->
          Types.primitive(INT64, repetition).as(timestampType(true, MICROS)).named(name);
      case DATE -> Types.primitive(INT32, repetition).as(dateType()).named(name);
      case STRING_LIST -> list(repetition, string(Repetition.REQUIRED, ELEMENT), name);
      case HEADER_LIST -> list(repetition, header(), name);
    };
  }

  private static Type plain(PrimitiveTypeName type, Repetition repetition, String name) {
    return Types.primitive(type, repetition).named(name);
  }

  private static Type string(Repetition repetition, String name) {
    return Types.primitive(BINARY, repetition).as(stringType()).named(name);
  }

  private static Type header() {
    return new GroupType(
        Repetition.REQUIRED,
        ELEMENT,
        string(Repetition.REQUIRED, KEY),
        string(Repetition.OPTIONAL, VALUE));
  }

  /** The three levels the Parquet format prescribes; readers guess at anything else. */
  private static Type list(Repetition repetition, Type element, String name) {
    return Types.list(repetition).element(element).named(name);
  }
}
