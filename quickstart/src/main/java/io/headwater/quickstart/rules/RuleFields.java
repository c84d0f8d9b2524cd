package io.headwater.quickstart.rules;

import io.headwater.model.DetectionRule;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.DetectionRuleJson;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a rule as they stand in a file or in the topic, each with the JSON text of its
 * value, in their order.
 */
record RuleFields(Map<String, String> values) {

  static final String VERSION = "version";

  private static final String NULL = "null";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  RuleFields {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Those of a rule as it would be written; what it does not have is {@code null}. */
  static RuleFields of(DetectionRule rule) {
    return parse(new DetectionRuleJson().encode(rule));
  }

  /**
   * Those of one JSON object, whatever they are called.
   *
   * @throws ContractViolation when it is none, or says something twice
   */
  static RuleFields parse(byte[] json) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ContractViolation("not a JSON object");
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        values.put(name, text(parser));
      }
      if (parser.nextToken() != null) {
        throw new ContractViolation("text after the end of the JSON object");
      }
      return new RuleFields(values);
    } catch (JacksonException e) {
      throw new ContractViolation("not well-formed JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Whether there is a value, and not {@code null}. */
  boolean has(String name) {
    return !values.getOrDefault(name, NULL).equals(NULL);
  }

  /** The JSON text of the value; {@code null} when there is none. */
  String get(String name) {
    return values.getOrDefault(name, NULL);
  }

  /** The same with another version. */
  RuleFields withVersion(int version) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(VERSION, Integer.toString(version));
    return new RuleFields(changed);
  }

  /** As one JSON object. */
  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(json);
    }
    return bytes.toByteArray();
  }

  /** As one JSON object, where {@code json} stands. */
  void write(JsonGenerator json) {
    json.writeStartObject();
    values.forEach(
        (name, value) -> {
          json.writeName(name);
          json.writeRawValue(value);
        });
    json.writeEndObject();
  }

  /** The value the parser stands at, without line breaks. */
  private static String text(JsonParser parser) {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      copy.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
