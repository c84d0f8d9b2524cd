package io.headwater.sink.tables;

import io.headwater.sink.maintain.StoredFile;
import io.headwater.sink.maintain.Vacuum;
import io.headwater.sink.maintain.VacuumRequest.Mode;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * What vacuums did.
 *
 * @param reports by table
 * @param failures sentences about the tables that are not in {@code reports}
 */
record Vacuumed(Mode mode, Map<String, Vacuum.Report> reports, List<String> failures)
    implements Answer {

  private static final int MOST_FILES = 10;

  @Override
  public String text() {
    TextTable tables =
        new TextTable("")
            .left("table")
            .right(mode == Mode.DELETE ? "files deleted" : "files to delete")
            .right("size")
            .right("too young")
            .left("retention");
    reports.forEach(
        (table, report) ->
            tables.line(
                table,
                Figures.count(report.doomed().size()),
                Figures.size(report.bytes()),
                Figures.count(report.young().size()),
                Figures.span(report.retention())));
    StringBuilder text = new StringBuilder(tables.toString());
    if (mode == Mode.DRY_RUN) {
      reports.forEach((table, report) -> appendFiles(text, table, report));
      text.append("\nNothing was deleted: this was a dry run. --delete deletes them.\n");
    }
    return text.toString();
  }

  private static void appendFiles(StringBuilder text, String table, Vacuum.Report report) {
    if (report.doomed().isEmpty()) {
      return;
    }
    text.append('\n').append(table).append('\n');
    TextTable files = new TextTable("  ").left("written").right("size").left("file");
    report.doomed().stream()
        .limit(MOST_FILES)
        .forEach(
            file ->
                files.line(
                    Figures.time(file.modifiedMillis()),
                    Figures.size(file.sizeBytes()),
                    file.path()));
    text.append(files);
    if (report.doomed().size() > MOST_FILES) {
      text.append(
          "  and %s more; --json tells all\n"
              .formatted(Figures.count(report.doomed().size() - MOST_FILES, "file")));
    }
  }

  @Override
  public void writeTo(JsonGenerator json) {
    json.writeBooleanProperty("deleted", mode == Mode.DELETE);
    json.writeArrayPropertyStart("tables");
    reports.forEach(
        (table, report) -> {
          json.writeStartObject();
          json.writeStringProperty("table", table);
          json.writeNumberProperty("retention_ms", report.retention().toMillis());
          json.writeNumberProperty("bytes", report.bytes());
          json.writeNumberProperty("too_young", report.young().size());
          json.writeArrayPropertyStart("files");
          for (StoredFile file : report.doomed()) {
            json.writeStartObject();
            json.writeStringProperty("path", file.path());
            json.writeNumberProperty("bytes", file.sizeBytes());
            json.writeNumberProperty("modified_ms", file.modifiedMillis());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeArrayPropertyStart("failures");
    failures.forEach(json::writeString);
    json.writeEndArray();
  }
}
