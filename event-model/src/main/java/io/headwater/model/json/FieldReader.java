package io.headwater.model.json;

import io.headwater.model.EventTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/**
 * Reads the fields of a JSON object one after the other: {@link #next} moves to a field, a question
 * about its value answers or throws a {@link ContractViolation} that names the field.
 */
final class FieldReader {

  private static final int SHOWN = 64;

  private final JsonParser json;
  private final byte[] source;

  private String parent = "";
  private String name = "";
  private int index = -1;

  /**
   * @param json stands on the object's start
   * @param source what {@code json} reads
   */
  FieldReader(JsonParser json, byte[] source) {
    this.json = json;
    this.source = source;
  }

  /** What a record can't be without. */
  static <V> V required(String name, @Nullable V value) {
    if (value == null) {
      throw new ContractViolation("field " + name + " is missing");
    }
    return value;
  }

  /** Moves to the next field of the object; false at the object's end. */
  boolean next() {
    if (json.nextToken() != JsonToken.PROPERTY_NAME) {
      return false;
    }
    name = json.currentName();
    json.nextToken();
    return true;
  }

  String name() {
    return name;
  }

  /** Passes over a field nobody here knows. */
  void skip() {
    json.skipChildren();
  }

  /** The value, whatever it is, as its JSON stands in the source. */
  String verbatim() {
    int start = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    json.finishToken();
    int end = (int) json.currentLocation().getByteOffset();
    return new String(source, start, end - start, StandardCharsets.UTF_8);
  }

  String text() {
    expect(JsonToken.VALUE_STRING, "a string");
    return json.getString();
  }

  @Nullable String textOrNull() {
    return isNull() ? null : text();
  }

  double number() {
    if (!json.currentToken().isNumeric()) {
      throw wrongType("a number");
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new ContractViolation("field " + where() + " is a number too large for a double");
    }
    return value;
  }

  @Nullable Double numberOrNull() {
    return isNull() ? null : number();
  }

  long integer() {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      return json.getLongValue();
    } catch (InputCoercionException e) {
      throw new ContractViolation("field " + where() + " is beyond 64 bits", e);
    }
  }

  int smallInteger() {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      return json.getIntValue();
    } catch (InputCoercionException e) {
      throw new ContractViolation("field " + where() + " is beyond 32 bits", e);
    }
  }

  @Nullable Integer smallIntegerOrNull() {
    return isNull() ? null : smallInteger();
  }

  boolean flag() {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw wrongType("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** A time, in microseconds since the epoch. */
  long time() {
    String text = text();
    OptionalLong micros = EventTime.parse(text);
    if (micros.isEmpty()) {
      throw new ContractViolation(
          "field " + where() + " must be a time with a zone, but is " + quoted(text));
    }
    return micros.getAsLong();
  }

  @Nullable Long timeOrNull() {
    return isNull() ? null : time();
  }

  byte[] base64() {
    expect(JsonToken.VALUE_STRING, "a string of base64");
    json.finishToken();
    try {
      return json.getBinaryValue();
    } catch (JacksonException e) {
      throw new ContractViolation("field " + where() + " must be base64, but is not", e);
    }
  }

  byte @Nullable [] base64OrNull() {
    return isNull() ? null : base64();
  }

  /** A string that is the name of something; {@code ofText} refuses others as enums do. */
  <E> E named(Function<String, E> ofText) {
    String text = text();
    try {
      return ofText.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ContractViolation("field " + where() + " has the unknown value " + quoted(text), e);
    }
  }

  <E> @Nullable E namedOrNull(Function<String, E> ofText) {
    return isNull() ? null : named(ofText);
  }

  <E> @Nullable E objectOrNull(Function<FieldReader, E> fields) {
    return isNull() ? null : object(fields);
  }

  <E> E object(Function<FieldReader, E> fields) {
    expect(JsonToken.START_OBJECT, "an object");
    String outerParent = parent;
    String outerName = name;
    int outerIndex = index;
    parent = where() + ".";
    index = -1;
    E value = fields.apply(this);
    parent = outerParent;
    name = outerName;
    index = outerIndex;
    return value;
  }

  <E> List<E> list(Function<FieldReader, E> element) {
    expect(JsonToken.START_ARRAY, "an array");
    List<E> values = new ArrayList<>();
    index = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(element.apply(this));
      index++;
    }
    index = -1;
    return values;
  }

  private boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private void expect(JsonToken wanted, String inWords) {
    if (json.currentToken() != wanted) {
      throw wrongType(inWords);
    }
  }

  private ContractViolation wrongType(String wanted) {
    return new ContractViolation(
        "field " + where() + " must be " + wanted + ", but is " + inWords(json.currentToken()));
  }

  private String where() {
    return parent + name + (index < 0 ? "" : "[" + index + "]");
  }

  /** A stranger's text, fit for one line of a log. */
  private static String quoted(String text) {
    String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return "\"" + start.replaceAll("\\p{Cntrl}", "�") + "\"";
  }

  private static String inWords(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "nothing";
    };
  }
}
