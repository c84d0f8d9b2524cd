package io.headwater.sink.audit;

import io.headwater.sink.audit.AuditReport.Counts;
import io.headwater.sink.audit.AuditReport.InputAudit;
import io.headwater.sink.audit.AuditReport.PartitionAudit;
import io.headwater.sink.audit.AuditReport.TableAudit;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An {@link AuditReport} for machines: one JSON object on one line, names as in the records. */
final class AuditJson {

  private static final JsonFactory JSON = new JsonFactory();

  private AuditJson() {}

  static String of(AuditReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeBooleanProperty("passed", report.passed());
      strings(json, "problems", report.problems());
      counts(json, report.counts());
      json.writeArrayPropertyStart("tables");
      report.tables().forEach(table -> table(json, table));
      json.writeEndArray();
      json.writeArrayPropertyStart("input");
      report.input().forEach(input -> input(json, input));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void counts(JsonGenerator json, Counts counts) {
    json.writeObjectPropertyStart("counts");
    json.writeNumberProperty("read", counts.read());
    json.writeNumberProperty("events", counts.events());
    json.writeNumberProperty("rejected", counts.rejected());
    json.writeNumberProperty("late", counts.late());
    json.writeNumberProperty("windows", counts.windows());
    json.writeNumberProperty("events_in_minutes", counts.eventsInMinutes());
    json.writeNumberProperty("anomalies", counts.anomalies());
    json.writeNumberProperty("alerts", counts.alerts());
    json.writeNumberProperty("rows", counts.rows());
    json.writeNumberProperty("lag", counts.lag());
    json.writeEndObject();
  }

  private static void table(JsonGenerator json, TableAudit table) {
    json.writeStartObject();
    json.writeStringProperty("table", table.table());
    json.writeStringProperty("topic", table.topic());
    optional(json, "version", table.version());
    json.writeNumberProperty("files", table.files());
    json.writeNumberProperty("rows", table.rows());
    json.writeNumberProperty("lag", table.lag());
    strings(json, "problems", table.problems());
    json.writeArrayPropertyStart("partitions");
    table.partitions().forEach(partition -> partition(json, partition));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void partition(JsonGenerator json, PartitionAudit partition) {
    json.writeStartObject();
    json.writeNumberProperty("partition", partition.partition());
    json.writeNumberProperty("rows", partition.rows());
    optional(json, "next_offset", partition.nextOffset());
    json.writeNumberProperty("earliest", partition.earliest());
    json.writeNumberProperty("lag", partition.lag());
    json.writeNumberProperty("unverified", partition.unverified());
    json.writeNumberProperty("older", partition.older());
    strings(json, "gaps", partition.gaps());
    strings(json, "problems", partition.problems());
    json.writeEndObject();
  }

  private static void input(JsonGenerator json, InputAudit input) {
    json.writeStartObject();
    json.writeStringProperty("topic", input.topic());
    json.writeNumberProperty("partition", input.partition());
    json.writeNumberProperty("earliest", input.earliest());
    json.writeNumberProperty("position", input.position());
    json.writeNumberProperty("read", input.read());
    json.writeNumberProperty("events", input.events());
    json.writeNumberProperty("rejected", input.rejected());
    json.writeNumberProperty("in_transit", input.inTransit());
    json.writeNumberProperty("lag", input.lag());
    json.writeNumberProperty("lost", input.lost());
    strings(json, "problems", input.problems());
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, OptionalLong number) {
    if (number.isPresent()) {
      json.writeNumberProperty(name, number.getAsLong());
    } else {
      json.writeNullProperty(name);
    }
  }

  private static void strings(JsonGenerator json, String name, List<String> strings) {
    json.writeArrayPropertyStart(name);
    strings.forEach(json::writeString);
    json.writeEndArray();
  }
}
