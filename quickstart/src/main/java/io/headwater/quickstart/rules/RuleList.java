package io.headwater.quickstart.rules;

import io.headwater.model.DetectionRule;
import io.headwater.streams.anomaly.NamedRule;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The rules in force, for people and for programs. */
final class RuleList {

  private static final JsonFactory JSON = new JsonFactory();

  private final List<RuleRecords.Entry> entries;

  RuleList(List<RuleRecords.Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** A table. */
  String text() {
    TextTable table =
        new TextTable(
            "RULE", "VERSION", "KIND", "ABOUT", "LOOKS FOR", "SEVERITY", "ENABLED", "FROM");
    for (RuleRecords.Entry entry : entries) {
      NamedRule rule = entry.rule();
      table.row(
          rule.id(),
          Integer.toString(rule.version()),
          rule.check().kind().text(),
          RuleWords.subject(rule.subject()),
          RuleWords.check(rule.check()),
          RuleWords.severity(rule.check()),
          rule.enabled() ? "yes" : "no",
          entry.source().text());
    }
    return table.toString();
  }

  /** One JSON array, on one line. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (RuleRecords.Entry entry : entries) {
        json.writeStartObject();
        json.writeStringProperty("id", entry.rule().id());
        json.writeStringProperty("source", entry.source().text());
        json.writeName("rule");
        fields(entry.rule()).write(json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  /** Its fields as in the topic; a built-in rule has version 0, which no record has. */
  static RuleFields fields(NamedRule rule) {
    return RuleFields.of(new DetectionRule(1, rule.enabled(), rule.subject(), rule.check()))
        .withVersion(rule.version());
  }
}
