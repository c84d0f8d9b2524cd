package io.headwater.model.json;

import io.headwater.model.EventTime;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** The fields of an object as Jackson writes them: what a {@link FieldWriter} is held against. */
final class JacksonFields {

  private static final int REPLACEMENT = 0xFFFD;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final JsonGenerator json;

  private JacksonFields(JsonGenerator json) {
    this.json = json;
  }

  /** The object that has these fields. */
  static byte[] object(List<Consumer<JacksonFields>> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      new JacksonFields(json).all(fields);
    }
    return bytes.toByteArray();
  }

  /** The same text, token by token. */
  static byte[] rewritten(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text);
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      while (parser.nextToken() != null) {
        json.copyCurrentEvent(parser);
      }
    }
    return bytes.toByteArray();
  }

  private void all(List<Consumer<JacksonFields>> fields) {
    json.writeStartObject();
    fields.forEach(field -> field.accept(this));
    json.writeEndObject();
  }

  void nothing(String name) {
    json.writeName(name);
    json.writeNull();
  }

  void text(String name, String value) {
    json.writeName(wellFormed(name));
    json.writeString(wellFormed(value));
  }

  void texts(String name, List<String> values) {
    json.writeName(name);
    json.writeStartArray();
    values.forEach(value -> json.writeString(wellFormed(value)));
    json.writeEndArray();
  }

  void time(String name, long micros) {
    text(name, EventTime.toInstant(micros).toString());
  }

  void number(String name, double value) {
    json.writeName(name);
    json.writeNumber(value);
  }

  void integer(String name, long value) {
    json.writeName(name);
    json.writeNumber(value);
  }

  void flag(String name, boolean value) {
    json.writeName(name);
    json.writeBoolean(value);
  }

  void base64(String name, byte[] value) {
    json.writeName(name);
    json.writeBinary(value);
  }

  void object(String name, List<Consumer<JacksonFields>> fields) {
    json.writeName(name);
    all(fields);
  }

  void objects(String name, List<List<Consumer<JacksonFields>>> values) {
    json.writeName(name);
    json.writeStartArray();
    values.forEach(this::all);
    json.writeEndArray();
  }

  void rawFields(String text) {
    json.writeRaw(',');
    json.writeRaw(text);
  }

  /** Jackson fails on half a surrogate pair. */
  private static String wellFormed(String text) {
    int[] codePoints =
        text.codePoints()
            .map(each -> Character.getType(each) == Character.SURROGATE ? REPLACEMENT : each)
            .toArray();
    return new String(codePoints, 0, codePoints.length);
  }
}
