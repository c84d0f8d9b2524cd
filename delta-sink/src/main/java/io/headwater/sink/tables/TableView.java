package io.headwater.sink.tables;

import io.headwater.sink.delta.TableDescription;
import io.headwater.sink.delta.TableDescription.ColumnDescription;
import io.headwater.sink.delta.TableDescription.SinkPosition;
import io.headwater.sink.maintain.CompactionPlan.Debt;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * A table, looked at from all sides.
 *
 * @param targetBytes what compaction aims at
 * @param committedMillis when the newest version was made, since the epoch
 * @param entries of the log
 * @param checkpoints of the log
 * @param oldestReadable the version to which time travel reaches back
 * @param due what compaction would rewrite now; empty when the sink does not compact the table
 */
record TableView(
    TableDescription table,
    long targetBytes,
    OptionalLong committedMillis,
    int entries,
    int checkpoints,
    OptionalLong oldestReadable,
    Optional<Debt> due,
    Instant now)
    implements Answer {

  private static final int MOST_PARTITIONS = 14;

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(table.name()).append("  ").append(table.location()).append('\n');
    if (!table.description().isEmpty()) {
      text.append(table.description()).append('\n');
    }
    text.append('\n').append(summary()).append('\n').append(columns());
    if (!table.files().isEmpty()) {
      text.append('\n').append(partitions());
    }
    text.append('\n').append(positions());
    text.append('\n').append(properties());
    return text.toString();
  }

  private String summary() {
    TableFigures all = TableFigures.of(table.files(), targetBytes);
    TextTable summary = new TextTable("").left("version").left(version());
    summary.line(
        "files",
        "%s, %s rows, %s"
            .formatted(
                Figures.count(all.files()), Figures.count(all.rows()), Figures.size(all.bytes())));
    summary.line(
        "small",
        "%s below %s, half of what compaction aims at"
            .formatted(Figures.count(all.small(), "file"), Figures.size(targetBytes / 2)));
    due.ifPresent(
        debt ->
            summary.line(
                "compaction",
                debt.files() == 0
                    ? "nothing is due"
                    : "%s, %s, are due"
                        .formatted(
                            Figures.count(debt.files(), "file"), Figures.size(debt.bytes()))));
    summary.line(
        "statistics",
        all.withoutStatistics() == 0
            ? "in all files"
            : "missing in %s, whose rows are not counted"
                .formatted(Figures.count(all.withoutStatistics(), "file")));
    summary.line(
        "log",
        "%d versions and %s; time travel reaches back to version %s"
            .formatted(
                entries,
                Figures.count(checkpoints, "checkpoint"),
                oldestReadable.isPresent() ? oldestReadable.getAsLong() : "?"));
    if (table.createdMillis().isPresent()) {
      summary.line("created", Figures.time(table.createdMillis().getAsLong()));
    }
    return summary.toString();
  }

  private String version() {
    return committedMillis.isPresent()
        ? "%d, committed %s (%s)"
            .formatted(
                table.version(),
                Figures.time(committedMillis.getAsLong()),
                Figures.ago(committedMillis.getAsLong(), now))
        : Long.toString(table.version());
  }

  private String columns() {
    TextTable columns = new TextTable("").left("column").left("type").left("null").left("");
    for (ColumnDescription column : table.columns()) {
      columns.line(
          column.name(), shortType(column.type()), column.nullable() ? "yes" : "", comment(column));
    }
    return columns.toString();
  }

  /** A list of structs is the only type that is long, and its fields are in the docs. */
  private static String shortType(String type) {
    return type.startsWith("array<struct") ? "array<struct>" : type;
  }

  private String comment(ColumnDescription column) {
    return table.partitionColumns().contains(column.name())
        ? column.comment() + " (partitions the table)"
        : column.comment();
  }

  private String partitions() {
    NavigableMap<String, TableFigures> all = TableFigures.byPartition(table, targetBytes);
    TextTable partitions =
        new TextTable("")
            .left(all.size() > MOST_PARTITIONS ? "last partitions" : "partition")
            .right("files")
            .right("small")
            .right("rows")
            .right("size");
    // the newest, in the order of the days
    NavigableMap<String, TableFigures> shown = new TreeMap<>();
    all.descendingMap().entrySet().stream()
        .limit(MOST_PARTITIONS)
        .forEach(partition -> shown.put(partition.getKey(), partition.getValue()));
    shown.forEach(
        (partition, figures) ->
            partitions.line(
                partition.isEmpty() ? "(not partitioned)" : partition,
                Figures.count(figures.files()),
                Figures.count(figures.small()),
                Figures.count(figures.rows()),
                Figures.size(figures.bytes())));
    String rest =
        all.size() > shown.size()
            ? "and %s before\n".formatted(Figures.count(all.size() - shown.size(), "partition"))
            : "";
    return partitions + rest;
  }

  private String positions() {
    if (table.positions().isEmpty()) {
      return "No sink has written to it.\n";
    }
    TextTable positions =
        new TextTable("").left("sink").left("topic-partition").right("next offset");
    for (SinkPosition position : table.positions()) {
      positions.line(
          position.sinkId(),
          position.topic() + "-" + position.partition(),
          Figures.count(position.next()));
    }
    return positions.toString();
  }

  private String properties() {
    if (table.properties().isEmpty()) {
      return "It has no properties of its own.\n";
    }
    TextTable properties = new TextTable("").left("property").left("value");
    new TreeMap<>(table.properties()).forEach(properties::line);
    return properties.toString();
  }

  @Override
  public void writeTo(JsonGenerator json) {
    json.writeStringProperty("table", table.name());
    json.writeStringProperty("location", table.location());
    json.writeStringProperty("description", table.description());
    json.writeNumberProperty("version", table.version());
    committedMillis.ifPresent(millis -> json.writeNumberProperty("last_commit_ms", millis));
    table.createdMillis().ifPresent(millis -> json.writeNumberProperty("created_ms", millis));
    oldestReadable.ifPresent(
        version -> json.writeNumberProperty("oldest_readable_version", version));
    json.writeNumberProperty("log_entries", entries);
    json.writeNumberProperty("log_checkpoints", checkpoints);
    JsonParts.figures(json, TableFigures.of(table.files(), targetBytes));
    due.ifPresent(
        debt -> {
          json.writeNumberProperty("files_due", debt.files());
          json.writeNumberProperty("bytes_due", debt.bytes());
        });
    json.writeArrayPropertyStart("columns");
    for (ColumnDescription column : table.columns()) {
      json.writeStartObject();
      json.writeStringProperty("name", column.name());
      json.writeStringProperty("type", column.type());
      json.writeBooleanProperty("nullable", column.nullable());
      json.writeStringProperty("comment", column.comment());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("partition_columns");
    table.partitionColumns().forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("partitions");
    TableFigures.byPartition(table, targetBytes)
        .forEach(
            (partition, figures) -> {
              json.writeStartObject();
              json.writeStringProperty("partition", partition);
              JsonParts.figures(json, figures);
              json.writeEndObject();
            });
    json.writeEndArray();
    JsonParts.positions(json, table.positions());
    json.writeObjectPropertyStart("properties");
    new TreeMap<>(table.properties()).forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
