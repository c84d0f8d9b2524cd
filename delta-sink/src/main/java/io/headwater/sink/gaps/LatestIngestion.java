package io.headwater.sink.gaps;

import io.headwater.model.EventTime;
import io.headwater.sink.delta.ActiveFile;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** When the newest row of a table was ingested, by its files' statistics. */
public final class LatestIngestion {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String GREATEST = "maxValues";
  private static final String INGESTED_AT = "ingested_at";
  private static final long MICROS_PER_MILLI = 1_000;

  private LatestIngestion() {}

  /**
   * Milliseconds since the epoch, rounded down; {@link Long#MIN_VALUE} halved when no file says so.
   */
  public static long of(Collection<ActiveFile> files) {
    return files.stream()
        .map(file -> Optional.ofNullable(file.stats()))
        .flatMap(Optional::stream)
        .map(LatestIngestion::greatest)
        .flatMapToLong(OptionalLong::stream)
        .map(micros -> Math.floorDiv(micros, MICROS_PER_MILLI))
        .max()
        .orElse(Long.MIN_VALUE / 2);
  }

  private static OptionalLong greatest(String stats) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), stats)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return OptionalLong.empty();
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = json.currentName().equals(GREATEST);
        json.nextToken();
        if (wanted) {
          return ingestedAt(json);
        }
        json.skipChildren();
      }
    } catch (JacksonException anotherToolsStatistics) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private static OptionalLong ingestedAt(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = json.currentName().equals(INGESTED_AT);
      if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
        return EventTime.parse(json.getString());
      }
      json.skipChildren();
    }
    return OptionalLong.empty();
  }
}
