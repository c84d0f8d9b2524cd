package io.headwater.sink.parquet;

import io.headwater.sink.parquet.RowLayout.Slot;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Tells Parquet a {@link Row}, column by column. */
final class RowWriteSupport extends WriteSupport<Row> {

  private final MessageType schema;
  private final Map<String, String> metadata;
  private final Slot[] columns;
  private final LastText[] lastTexts;
  private RecordConsumer out;

  /**
   * @param metadata for the file's footer
   */
  RowWriteSupport(RowLayout layout, MessageType schema, Map<String, String> metadata) {
    this.schema = schema;
    this.metadata = metadata;
    this.columns = layout.data().toArray(Slot[]::new);
    this.lastTexts = Stream.generate(LastText::new).limit(columns.length).toArray(LastText[]::new);
  }

  @Override
  public String getName() {
    return "headwater";
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(Row row) {
    out.startMessage();
    for (int field = 0; field < columns.length; field++) {
      Slot slot = columns[field];
      if (slot.isNumber()) {
        if (row.hasNumber(slot.index())) {
          out.startField(slot.column().name(), field);
          addNumber(slot, row.number(slot.index()));
          out.endField(slot.column().name(), field);
        }
      } else if (row.hasText(slot.index())) {
        out.startField(slot.column().name(), field);
        addText(slot, row, lastTexts[field]);
        out.endField(slot.column().name(), field);
      }
    }
    out.endMessage();
  }

  private void addNumber(Slot slot, long number) {
    switch (slot.column().type()) {
      case INT, DATE -> out.addInteger((int) number);
      case LONG, TIMESTAMP -> out.addLong(number);
      case DOUBLE -> out.addDouble(Double.longBitsToDouble(number));
      case BOOLEAN -> out.addBoolean(number != 0);
      case STRING, STRING_LIST, HEADER_LIST -> throw new IllegalStateException(slot.toString());
    }
  }

  private void addText(Slot slot, Row row, LastText last) {
    switch (slot.column().type()) {
      case STRING -> out.addBinary(last.binary(row.text(slot.index())));
      case STRING_LIST -> addStrings(row.list(slot.index()));
      case HEADER_LIST -> addHeaders(row.list(slot.index()));
      case INT, DATE, LONG, TIMESTAMP, DOUBLE, BOOLEAN ->
          throw new IllegalStateException(slot.toString());
    }
  }

  private void addStrings(byte[][] strings) {
    out.startGroup();
    if (strings.length > 0) {
      out.startField(ParquetSchema.LIST, 0);
      for (byte[] string : strings) {
        out.startGroup();
        addString(ParquetSchema.ELEMENT, 0, string);
        out.endGroup();
      }
      out.endField(ParquetSchema.LIST, 0);
    }
    out.endGroup();
  }

  private void addHeaders(byte[][] keysAndValues) {
    out.startGroup();
    if (keysAndValues.length > 0) {
      out.startField(ParquetSchema.LIST, 0);
      for (int i = 0; i < keysAndValues.length; i += 2) {
        out.startGroup();
        out.startField(ParquetSchema.ELEMENT, 0);
        out.startGroup();
        addString(ParquetSchema.KEY, 0, keysAndValues[i]);
        if (keysAndValues[i + 1] != null) {
          addString(ParquetSchema.VALUE, 1, keysAndValues[i + 1]);
        }
        out.endGroup();
        out.endField(ParquetSchema.ELEMENT, 0);
        out.endGroup();
      }
      out.endField(ParquetSchema.LIST, 0);
    }
    out.endGroup();
  }

  private void addString(String field, int index, byte[] string) {
    out.startField(field, index);
    out.addBinary(Binary.fromConstantByteArray(string));
    out.endField(field, index);
  }

  /** Sorted and pooled, most rows repeat their neighbour's text: Parquet's view of it is kept. */
  private static final class LastText {
    private byte @Nullable [] text;
    private Binary binary = Binary.EMPTY;

    Binary binary(byte[] wanted) {
      if (wanted != text) {
        text = wanted;
        binary = Binary.fromConstantByteArray(wanted);
      }
      return binary;
    }
  }
}
