package io.headwater.model.json;

import io.headwater.model.EventTime;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of one JSON object; a null becomes {@code null}, never a missing field. */
final class FieldWriter {

  private static final char REPLACEMENT = '\uFFFD';

  private final JsonGenerator json;

  FieldWriter(JsonGenerator json) {
    this.json = json;
  }

  void text(String name, @Nullable String value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(wellFormed(value));
    }
  }

  void texts(String name, List<String> values) {
    json.writeName(name);
    json.writeStartArray();
    for (String value : values) {
      json.writeString(wellFormed(value));
    }
    json.writeEndArray();
  }

  void time(String name, long micros) {
    json.writeName(name);
    json.writeString(EventTime.format(micros));
  }

  void timeOrNull(String name, @Nullable Long micros) {
    if (micros == null) {
      json.writeName(name);
      json.writeNull();
    } else {
      time(name, micros);
    }
  }

  void number(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "field " + name + " must be finite, because JSON has no " + value);
    }
    json.writeName(name);
    json.writeNumber(value);
  }

  void numberOrNull(String name, @Nullable Double value) {
    if (value == null) {
      json.writeName(name);
      json.writeNull();
    } else {
      number(name, value);
    }
  }

  void integer(String name, long value) {
    json.writeName(name);
    json.writeNumber(value);
  }

  void integerOrNull(String name, @Nullable Integer value) {
    if (value == null) {
      json.writeName(name);
      json.writeNull();
    } else {
      integer(name, value);
    }
  }

  void flag(String name, boolean value) {
    json.writeName(name);
    json.writeBoolean(value);
  }

  void base64(String name, byte @Nullable [] value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeBinary(value);
    }
  }

  <E> void object(String name, E value, BiConsumer<E, FieldWriter> fields) {
    json.writeName(name);
    json.writeStartObject();
    fields.accept(value, this);
    json.writeEndObject();
  }

  <E> void objects(String name, List<E> values, BiConsumer<E, FieldWriter> fields) {
    json.writeName(name);
    json.writeStartArray();
    for (E value : values) {
      json.writeStartObject();
      fields.accept(value, this);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Fields that are JSON text already: the inside of an object, without its braces. */
  void rawFields(String text) {
    if (!text.isBlank()) {
      json.writeRaw(',');
      json.writeRaw(text);
    }
  }

  /**
   * Half a surrogate pair is no character and has no UTF-8: it is replaced, as Java's own encoder
   * does, rather than failing the stream. Accepted events hold none.
   */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return withoutHalfPairs(text, i);
      }
    }
    return text;
  }

  private static String withoutHalfPairs(String text, int from) {
    StringBuilder whole = null;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (whole == null) {
        whole = new StringBuilder(text);
      }
      whole.setCharAt(i, REPLACEMENT);
    }
    return whole == null ? text : whole.toString();
  }
}
