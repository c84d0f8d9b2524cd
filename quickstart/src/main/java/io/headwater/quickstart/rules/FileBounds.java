package io.headwater.quickstart.rules;

import io.headwater.model.EventTime;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the statistics of a data file, as the Delta log has them, say of its greatest values. */
final class FileBounds {

  private static final JsonFactory JSON = new JsonFactory();

  private FileBounds() {}

  /**
   * The greatest time of a column in microseconds since the epoch, cut down to the millisecond;
   * empty when they don't say it.
   *
   * @param stats null: the file has none
   */
  static OptionalLong latest(@Nullable String stats, String column) {
    if (stats == null) {
      return OptionalLong.empty();
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), stats)) {
      if (!enter(json) || !seek(json, "maxValues") || !enter(json) || !seek(json, column)) {
        return OptionalLong.empty();
      }
      return json.nextToken() == JsonToken.VALUE_STRING
          ? EventTime.parse(json.getString())
          : OptionalLong.empty();
    } catch (JacksonException noJson) {
      return OptionalLong.empty();
    }
  }

  private static boolean enter(JsonParser json) {
    return json.nextToken() == JsonToken.START_OBJECT;
  }

  /** Goes on to the value of a field of the same object. */
  private static boolean seek(JsonParser json, String field) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (name.equals(field)) {
        return true;
      }
      json.nextToken();
      json.skipChildren();
    }
    return false;
  }
}
