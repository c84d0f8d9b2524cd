package io.headwater.sink.delta;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the statistics of a data file as the Delta log has them. */
final class FileStatistics {

  private static final JsonFactory JSON = new JsonFactory();

  private FileStatistics() {}

  /** How many rows they say the file has; empty when they don't, or are no JSON. */
  static OptionalLong numRecords(@Nullable String stats) {
    if (stats == null) {
      return OptionalLong.empty();
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), stats)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return OptionalLong.empty();
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (name.equals("numRecords") && value == JsonToken.VALUE_NUMBER_INT) {
          return OptionalLong.of(json.getLongValue());
        }
        json.skipChildren();
      }
      return OptionalLong.empty();
    } catch (JacksonException noJson) {
      return OptionalLong.empty();
    }
  }
}
