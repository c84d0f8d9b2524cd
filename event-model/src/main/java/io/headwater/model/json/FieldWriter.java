package io.headwater.model.json;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one JSON object; a null becomes {@code null}, never a missing field. Names
 * are ASCII without anything to escape, except those of {@link #entry}. For one thread.
 */
final class FieldWriter {

  private final JsonBytes json = new JsonBytes();

  /** Begins the object, whatever became of the one before. */
  void begin() {
    json.clear();
    json.character('{');
  }

  /** Ends the object: its text. */
  byte[] end() {
    json.character('}');
    return json.take();
  }

  void text(String name, @Nullable String value) {
    json.name(name);
    if (value == null) {
      json.ascii("null");
    } else {
      json.text(value);
    }
  }

  /** A text whose name is data, too, and may hold any character. */
  void entry(String name, String value) {
    json.separate('{');
    json.text(name);
    json.character(':');
    json.text(value);
  }

  void texts(String name, List<String> values) {
    json.name(name);
    json.character('[');
    for (String value : values) {
      json.separate('[');
      json.text(value);
    }
    json.character(']');
  }

  void time(String name, long micros) {
    json.name(name);
    json.time(micros);
  }

  void timeOrNull(String name, @Nullable Long micros) {
    if (micros == null) {
      text(name, null);
    } else {
      time(name, micros);
    }
  }

  void number(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "field " + name + " must be finite, because JSON has no " + value);
    }
    json.name(name);
    json.number(value);
  }

  void numberOrNull(String name, @Nullable Double value) {
    if (value == null) {
      text(name, null);
    } else {
      number(name, value);
    }
  }

  void integer(String name, long value) {
    json.name(name);
    json.integer(value);
  }

  void integerOrNull(String name, @Nullable Integer value) {
    if (value == null) {
      text(name, null);
    } else {
      integer(name, value);
    }
  }

  void flag(String name, boolean value) {
    json.name(name);
    json.ascii(value ? "true" : "false");
  }

  void base64(String name, byte @Nullable [] value) {
    if (value == null) {
      text(name, null);
    } else {
      json.name(name);
      json.base64(value);
    }
  }

  <E> void object(String name, E value, BiConsumer<E, FieldWriter> fields) {
    json.name(name);
    object(value, fields);
  }

  <E> void objects(String name, List<E> values, BiConsumer<E, FieldWriter> fields) {
    json.name(name);
    json.character('[');
    for (E value : values) {
      json.separate('[');
      object(value, fields);
    }
    json.character(']');
  }

  /** Fields that are JSON text already: the inside of an object, without its braces. */
  void rawFields(String text) {
    if (!text.isBlank()) {
      json.separate('{');
      json.raw(text);
    }
  }

  private <E> void object(E value, BiConsumer<E, FieldWriter> fields) {
    json.character('{');
    fields.accept(value, this);
    json.character('}');
  }
}
