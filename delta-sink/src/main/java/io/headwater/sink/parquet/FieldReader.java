package io.headwater.sink.parquet;

import io.headwater.model.EventTime;
import io.headwater.model.json.ContractViolation;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the value a JSON parser stands at as a column's type wants it. Never called for null.
 *
 * <p>Not safe for use by several threads at once.
 */
final class FieldReader {

  /** A list without elements. */
  static final byte[][] NO_ELEMENTS = {};

  private static final String HEADER_KEY = "key";
  private static final String HEADER_VALUE = "value_base64";

  private final TableDefinition table;
  private final TextPool pool;
  private int listBytes;

  FieldReader(TableDefinition table, TextPool pool) {
    this.table = table;
    this.pool = pool;
  }

  /** Heap bytes of what was read since this was last asked, shared texts left out. */
  int takeStoredBytes() {
    int stored = listBytes + pool.takeStoredBytes();
    listBytes = 0;
    return stored;
  }

  /** A number as a {@link Row} holds it: as it is, a double's bits, 0 or 1, microseconds. */
  long number(JsonParser json, Column column) {
    return switch (column.type()) {
      case INT -> whole(json, column, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(json, column, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> Double.doubleToRawLongBits(real(json, column));
      case BOOLEAN -> bool(json, column) ? 1 : 0;
      case TIMESTAMP -> time(json, column);
      case DATE, STRING, STRING_LIST, HEADER_LIST ->
          throw new IllegalArgumentException(column.name() + " is no field with a number");
    };
  }

  /** A text, or for a list its texts; a header is two of them, its key and its value. */
  Object text(JsonParser json, Column column) {
    return switch (column.type()) {
      case STRING -> partitionable(string(json, column), column);
      case STRING_LIST -> strings(json, column);
      case HEADER_LIST -> headers(json, column);
      case INT, LONG, DOUBLE, BOOLEAN, TIMESTAMP, DATE ->
          throw new IllegalArgumentException(column.name() + " is no field with a text");
    };
  }

  private static long whole(JsonParser json, Column column, long least, long greatest) {
    expect(json, json.currentToken() == JsonToken.VALUE_NUMBER_INT, column, "a whole number");
    long number = json.getLongValue();
    if (number < least || number > greatest) {
      throw wrong(column, "is %d, beyond 32 bits".formatted(number));
    }
    return number;
  }

  private static double real(JsonParser json, Column column) {
    expect(json, json.currentToken().isNumeric(), column, "a number");
    double number = json.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw wrong(column, "is beyond the range of a double");
    }
    return number;
  }

  private static boolean bool(JsonParser json, Column column) {
    expect(json, json.currentToken().isBoolean(), column, "true or false");
    return json.getBooleanValue();
  }

  private static long time(JsonParser json, Column column) {
    expect(json, json.currentToken() == JsonToken.VALUE_STRING, column, "a time");
    OptionalLong micros = EventTime.parse(json.getString());
    if (micros.isEmpty()) {
      throw wrong(column, "is '%s', which is no ISO-8601 time".formatted(json.getString()));
    }
    return micros.getAsLong();
  }

  private byte[] string(JsonParser json, Column column) {
    expect(json, json.currentToken() == JsonToken.VALUE_STRING, column, "a string");
    return pool.utf8(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
  }

  /** Delta takes an empty partition value for null, so a required one must not be empty. */
  private byte[] partitionable(byte[] text, Column column) {
    if (text.length == 0 && table.partitionColumns().contains(column.name())) {
      throw wrong(column, "is empty");
    }
    return text;
  }

  private byte[][] strings(JsonParser json, Column column) {
    expect(json, json.currentToken() == JsonToken.START_ARRAY, column, "an array");
    if (json.nextToken() == JsonToken.END_ARRAY) {
      return NO_ELEMENTS;
    }
    List<byte[]> strings = new ArrayList<>();
    while (json.currentToken() != JsonToken.END_ARRAY) {
      strings.add(string(json, column));
      json.nextToken();
    }
    return counted(strings);
  }

  private @Nullable Object headers(JsonParser json, Column column) {
    expect(json, json.currentToken() == JsonToken.START_ARRAY, column, "an array");
    List<byte @Nullable []> parts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken() == JsonToken.START_OBJECT, column, "an array of objects");
      header(json, column, parts);
    }
    return parts.isEmpty() ? NO_ELEMENTS : counted(parts);
  }

  private void header(JsonParser json, Column column, List<byte @Nullable []> parts) {
    byte[] key = null;
    byte[] value = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      boolean present = json.nextToken() != JsonToken.VALUE_NULL;
      if (present && name.equals(HEADER_KEY)) {
        key = string(json, column);
      } else if (present && name.equals(HEADER_VALUE)) {
        value = string(json, column);
      } else {
        json.skipChildren();
      }
    }
    if (key == null) {
      throw wrong(column, "has an element without a " + HEADER_KEY);
    }
    parts.add(key);
    parts.add(value);
  }

  private byte[][] counted(List<byte[]> texts) {
    listBytes += HeapSize.ofReferences(texts.size());
    return texts.toArray(byte[][]::new);
  }

  private static void expect(JsonParser json, boolean met, Column column, String wanted) {
    if (!met) {
      throw wrong(column, "is not %s but %s".formatted(wanted, json.currentToken()));
    }
  }

  private static ContractViolation wrong(Column column, String what) {
    return new ContractViolation("field " + column.name() + " " + what);
  }
}
