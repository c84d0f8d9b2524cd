package io.headwater.quickstart.rules;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a rule would have done.
 *
 * @param source where the events came from, in words
 * @param from event time, inclusive, as text
 * @param to exclusive
 * @param events in that time
 * @param sensors that sent them
 * @param notes sentences that make less of the figures than they seem
 * @param rules the rule that was tried, and after it those that fire more or less often because of
 *     it
 * @param top sensors on which the rule would have fired, the most often first
 */
record TrialReport(
    String ruleId,
    String source,
    String from,
    String to,
    long events,
    long sensors,
    List<String> notes,
    List<OfRule> rules,
    List<OfSensor> top) {

  private static final JsonFactory JSON = new JsonFactory();

  /** How often a rule fires with the rules in force now, and with the one that is tried. */
  record OfRule(String id, long now, long sensorsNow, long tried, long sensorsTried) {}

  /** How often the tried rule fires on one sensor, now and as it is tried. */
  record OfSensor(String id, long now, long tried, String first, String last) {}

  TrialReport {
    notes = List.copyOf(notes);
    rules = List.copyOf(rules);
    top = List.copyOf(top);
  }

  /** For people. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s of %s from %s until %s, in %s; nothing was written.%n",
                counted(events, "event"),
                counted(sensors, "sensor"),
                from,
                to,
                source));
    notes.forEach(note -> text.append(note).append(System.lineSeparator()));
    text.append(System.lineSeparator());
    TextTable ofRules = new TextTable("ANOMALIES OF", "NOW", "ON SENSORS", "TRIED", "ON SENSORS");
    for (OfRule rule : rules) {
      ofRules.row(
          rule.id(),
          number(rule.now()),
          number(rule.sensorsNow()),
          number(rule.tried()),
          number(rule.sensorsTried()));
    }
    text.append(ofRules);
    if (!top.isEmpty()) {
      TextTable ofSensors = new TextTable("SENSOR", "NOW", "TRIED", "FIRST", "LAST");
      for (OfSensor sensor : top) {
        ofSensors.row(
            sensor.id(),
            number(sensor.now()),
            number(sensor.tried()),
            sensor.first(),
            sensor.last());
      }
      text.append(System.lineSeparator().repeat(2)).append(ofSensors);
    }
    return text.toString();
  }

  /** For programs: one JSON object, on one line. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("rule_id", ruleId);
      json.writeStringProperty("source", source);
      json.writeStringProperty("from", from);
      json.writeStringProperty("to", to);
      json.writeNumberProperty("events", events);
      json.writeNumberProperty("sensors", sensors);
      json.writeArrayPropertyStart("notes");
      notes.forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("rules");
      rules.forEach(rule -> write(rule, json));
      json.writeEndArray();
      json.writeArrayPropertyStart("top_sensors");
      top.forEach(sensor -> write(sensor, json));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(OfRule rule, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule_id", rule.id());
    json.writeNumberProperty("anomalies_now", rule.now());
    json.writeNumberProperty("sensors_now", rule.sensorsNow());
    json.writeNumberProperty("anomalies_tried", rule.tried());
    json.writeNumberProperty("sensors_tried", rule.sensorsTried());
    json.writeEndObject();
  }

  private static void write(OfSensor sensor, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("sensor_id", sensor.id());
    json.writeNumberProperty("anomalies_now", sensor.now());
    json.writeNumberProperty("anomalies_tried", sensor.tried());
    json.writeStringProperty("first", sensor.first());
    json.writeStringProperty("last", sensor.last());
    json.writeEndObject();
  }

  private static String counted(long count, String thing) {
    return number(count) + " " + thing + (count == 1 ? "" : "s");
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
