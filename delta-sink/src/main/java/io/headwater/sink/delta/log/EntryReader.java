package io.headwater.sink.delta.log;

import io.headwater.sink.delta.log.LogAction.Added;
import io.headwater.sink.delta.log.LogAction.Info;
import io.headwater.sink.delta.log.LogAction.Progress;
import io.headwater.sink.delta.log.LogAction.Properties;
import io.headwater.sink.delta.log.LogAction.Protocol;
import io.headwater.sink.delta.log.LogAction.Removed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a version's entry: one JSON object a line, each with one action. */
public final class EntryReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String UNKNOWN = "?";

  private EntryReader() {}

  /**
   * Shows each action of the entry {@code in}; of kinds nobody asks for it shows nothing.
   *
   * @throws IOException when it cannot be read, or is no entry
   */
  static void read(InputStream in, Consumer<LogAction> visitor) throws IOException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw new IOException("is no entry of a Delta log");
        }
        for (String kind = json.nextName(); kind != null; kind = json.nextName()) {
          json.nextToken();
          action(kind, json).ifPresent(visitor);
        }
      }
    } catch (JacksonException e) {
      throw new IOException("is no entry of a Delta log: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Shows each action of an entry whose lines are read already; else as {@link #read(InputStream,
   * Consumer)}.
   */
  public static void read(Iterator<String> lines, Consumer<LogAction> visitor) throws IOException {
    while (lines.hasNext()) {
      read(new ByteArrayInputStream(lines.next().getBytes(StandardCharsets.UTF_8)), visitor);
    }
  }

  /**
   * The version that {@code _last_checkpoint} names.
   *
   * @throws IOException when it names none
   */
  static long version(InputStream in) throws IOException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      return Fields.of(json)
          .number("version")
          .orElseThrow(() -> new IOException("names no checkpoint"));
    } catch (JacksonException e) {
      throw new IOException("names no checkpoint: " + e.getOriginalMessage(), e);
    }
  }

  private static Optional<LogAction> action(String kind, JsonParser json) {
    switch (kind) {
      case "add", "remove", "txn", "protocol", "metaData", "commitInfo" -> {
        Fields fields = Fields.of(json);
        return Optional.of(
            switch (kind) {
              case "add" -> new Added(fields.text("path"), fields.number("size").orElse(0));
              case "remove" ->
                  new Removed(fields.text("path"), fields.number("deletionTimestamp").orElse(0));
              case "txn" -> new Progress(fields.text("appId"), fields.number("version").orElse(-1));
              case "protocol" ->
                  new Protocol(
                      (int) fields.number("minReaderVersion").orElse(0),
                      (int) fields.number("minWriterVersion").orElse(0));
              case "metaData" -> new Properties(fields.map("configuration"));
              default ->
                  new Info(
                      fields.number("timestamp"),
                      fields.text("operation"),
                      fields.map("operationMetrics"),
                      fields.text("engineInfo"));
            });
      }
      default -> {
        json.skipChildren();
        return Optional.empty();
      }
    }
  }

  /** One action's scalar fields, and those of the objects right in it. */
  private record Fields(
      Map<String, @Nullable String> values, Map<String, Map<String, String>> objects) {

    static Fields of(JsonParser json) {
      Fields fields = new Fields(new HashMap<>(), new HashMap<>());
      if (json.currentToken() != JsonToken.START_OBJECT) {
        return fields;
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_OBJECT) {
          fields.objects.put(name, scalars(json));
        } else if (value.isScalarValue()) {
          fields.values.put(name, json.getString());
        } else {
          json.skipChildren();
        }
      }
      return fields;
    }

    private static Map<String, String> scalars(JsonParser json) {
      Map<String, String> scalars = new HashMap<>();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          scalars.put(name, json.getString());
        } else {
          json.skipChildren();
        }
      }
      return scalars;
    }

    String text(String name) {
      String value = values.get(name);
      return value == null ? UNKNOWN : value;
    }

    OptionalLong number(String name) {
      String value = values.get(name);
      try {
        return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
      } catch (NumberFormatException noWholeNumber) {
        return OptionalLong.empty();
      }
    }

    Map<String, String> map(String name) {
      return objects.getOrDefault(name, Map.of());
    }
  }
}
