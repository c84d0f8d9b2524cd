package io.headwater.sink.tables;

import io.headwater.sink.maintain.CompactionPlan;
import io.headwater.sink.maintain.CompactionReport;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * What compactions did.
 *
 * @param work by table
 * @param failures sentences about the tables that are not in {@code work}
 */
record Compacted(Map<String, Work> work, List<String> failures) implements Answer {

  /**
   * One table's.
   *
   * @param due what waited
   * @param report what was done about it
   * @param leftAlone files that are not touched, with the reason
   */
  record Work(Due due, CompactionReport report, Map<String, String> leftAlone) {}

  /** Files that were worth rewriting, and their size. */
  record Due(long files, long bytes) {
    static Due of(CompactionPlan.Debt debt) {
      return new Due(debt.files(), debt.bytes());
    }
  }

  @Override
  public String text() {
    TextTable tables =
        new TextTable("")
            .left("table")
            .right("due")
            .right("size")
            .right("rewritten")
            .right("now")
            .right("size now")
            .right("rows")
            .right("left alone");
    work.forEach(
        (table, of) ->
            tables.line(
                table,
                Figures.count(of.due().files()),
                Figures.size(of.due().bytes()),
                Figures.count(of.report().filesBefore()),
                Figures.count(of.report().filesAfter()),
                Figures.size(of.report().bytesAfter()),
                Figures.count(of.report().rows()),
                Figures.count(of.leftAlone().size())));
    StringBuilder text = new StringBuilder(tables.toString());
    work.forEach(
        (table, of) ->
            of.leftAlone()
                .forEach(
                    (path, reason) ->
                        text.append("%s: %s is left alone: %s%n".formatted(table, path, reason))));
    return text.toString();
  }

  @Override
  public void writeTo(JsonGenerator json) {
    json.writeArrayPropertyStart("tables");
    work.forEach(
        (table, of) -> {
          json.writeStartObject();
          json.writeStringProperty("table", table);
          json.writeNumberProperty("files_due", of.due().files());
          json.writeNumberProperty("bytes_due", of.due().bytes());
          json.writeNumberProperty("commits", of.report().commits());
          json.writeNumberProperty("files_before", of.report().filesBefore());
          json.writeNumberProperty("files_after", of.report().filesAfter());
          json.writeNumberProperty("bytes_before", of.report().bytesBefore());
          json.writeNumberProperty("bytes_after", of.report().bytesAfter());
          json.writeNumberProperty("rows", of.report().rows());
          json.writeObjectPropertyStart("left_alone");
          of.leftAlone().forEach(json::writeStringProperty);
          json.writeEndObject();
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeArrayPropertyStart("failures");
    failures.forEach(json::writeString);
    json.writeEndArray();
  }
}
