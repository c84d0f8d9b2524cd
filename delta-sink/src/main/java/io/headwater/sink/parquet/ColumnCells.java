package io.headwater.sink.parquet;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The row at which the readers of some columns stand together. */
final class ColumnCells implements Cells {

  private final ColumnReader[] readers;
  private final @Nullable Binary[] lastBinaries;
  private final String[] lastTexts;

  ColumnCells(MessageType schema, ColumnReadStore columns) {
    List<ColumnDescriptor> descriptors = schema.getColumns();
    readers = descriptors.stream().map(columns::getColumnReader).toArray(ColumnReader[]::new);
    lastBinaries = new Binary[readers.length];
    lastTexts = new String[readers.length];
  }

  @Override
  public boolean isNull(int column) {
    return isNull(readers[column]);
  }

  @Override
  public long number(int column) {
    ColumnReader reader = readers[column];
    return switch (reader.getDescriptor().getPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> reader.getLong();
      case INT32 -> reader.getInteger();
      case BOOLEAN -> reader.getBoolean() ? 1 : 0;
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96, FLOAT, DOUBLE ->
          throw new IllegalArgumentException(
              "Column " + reader.getDescriptor() + " holds no whole numbers");
    };
  }

  @Override
  public double real(int column) {
    return readers[column].getDouble();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a shortcut: another object is read, not misread
  public String text(int column) {
    Binary binary = readers[column].getBinary();
    // entries of a dictionary are one object each: most rows need no new text
    if (binary != lastBinaries[column]) {
      lastBinaries[column] = binary;
      lastTexts[column] = binary.toStringUsingUTF8();
    }
    return lastTexts[column];
  }

  void next() {
    for (ColumnReader reader : readers) {
      if (!isNull(reader)) {
        reader.skip(); // does nothing if the value was read; unread, it would become the next row's
      }
      reader.consume();
    }
  }

  /** A null takes no room among the values: it is only said how far the row is defined. */
  private static boolean isNull(ColumnReader reader) {
    return reader.getCurrentDefinitionLevel() < reader.getDescriptor().getMaxDefinitionLevel();
  }
}
