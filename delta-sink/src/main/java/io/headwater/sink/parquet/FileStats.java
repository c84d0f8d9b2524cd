package io.headwater.sink.parquet;

import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
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

  private final ColumnStats[] columns;
  private long rows;

  FileStats(RowLayout layout) {
    columns = layout.data().stream().map(ColumnStats::of).toArray(ColumnStats[]::new);
  }

  void add(Row row) {
    rows++;
    for (ColumnStats column : columns) {
      column.add(row);
    }
  }

  /** The statistics of the rows added so far, as the text of one JSON object. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      List<ColumnStats> all = List.of(columns);
      List<ColumnStats> bounded = all.stream().filter(ColumnStats::isBounded).toList();
      json.writeStartObject();
      json.writeNumberProperty("numRecords", rows);
      write(json, "minValues", bounded, column -> column.writeMin(json));
      write(json, "maxValues", bounded, column -> column.writeMax(json));
      write(
          json,
          "nullCount",
          all,
          column -> json.writeNumberProperty(column.name(), column.nulls()));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(
      JsonGenerator json, String name, List<ColumnStats> columns, Consumer<ColumnStats> property) {
    json.writeObjectPropertyStart(name);
    columns.forEach(property);
    json.writeEndObject();
  }
}
