package io.headwater.sink.parquet;

import io.headwater.model.EventTime;
import io.headwater.sink.parquet.RowLayout.Slot;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The statistics of one data file, exactly as the Delta protocol has them ("Per-file Statistics"):
 * {@code numRecords}, {@code nullCount} of every column, {@code minValues} and {@code maxValues} of
 * every column whose type readers skip by, which leaves out booleans and lists.
 *
 * <p>Timestamps are cut down to the millisecond, the greatest one too, as the protocol says; its
 * readers allow for that. Texts are cut off by {@link TextBounds}.
 */
final class FileStats {

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private FileStats() {}

  /** The statistics of a file that holds {@code rows}, as the text of one JSON object. */
  static String json(RowLayout layout, List<Row> rows) {
    List<ColumnStats> columns = new ArrayList<>();
    for (Slot slot : layout.data()) {
      columns.add(ColumnStats.of(slot, rows));
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("numRecords", rows.size());
      writeObject(json, "minValues", columns, FileStats::writeMin);
      writeObject(json, "maxValues", columns, FileStats::writeMax);
      writeObject(
          json,
          "nullCount",
          columns,
          (out, column) -> out.writeNumberProperty(column.name(), column.nulls()));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeObject(
      JsonGenerator json,
      String name,
      List<ColumnStats> columns,
      BiConsumer<JsonGenerator, ColumnStats> property) {
    json.writeObjectPropertyStart(name);
    for (ColumnStats column : columns) {
      property.accept(json, column);
    }
    json.writeEndObject();
  }

  private static void writeMin(JsonGenerator json, ColumnStats stats) {
    if (stats instanceof ColumnStats.Numbers numbers) {
      writeNumber(json, numbers, numbers.min());
    } else if (stats instanceof ColumnStats.Texts texts) {
      json.writeStringProperty(stats.name(), TextBounds.lower(texts.min()));
    }
  }

  private static void writeMax(JsonGenerator json, ColumnStats stats) {
    if (stats instanceof ColumnStats.Numbers numbers) {
      writeNumber(json, numbers, numbers.max());
    } else if (stats instanceof ColumnStats.Texts texts) {
      json.writeStringProperty(stats.name(), TextBounds.upper(texts.max()));
    }
  }

  private static void writeNumber(JsonGenerator json, ColumnStats.Numbers stats, long number) {
    switch (stats.type()) {
      case INT, LONG -> json.writeNumberProperty(stats.name(), number);
      case DOUBLE -> json.writeNumberProperty(stats.name(), Double.longBitsToDouble(number));
      case TIMESTAMP ->
          json.writeStringProperty(stats.name(), MILLIS.format(EventTime.toInstant(number)));
      case DATE -> json.writeStringProperty(stats.name(), LocalDate.ofEpochDay(number).toString());
      case BOOLEAN, STRING, STRING_LIST, HEADER_LIST ->
          throw new IllegalArgumentException(stats.name() + " has no bounds that are numbers");
    }
  }
}
