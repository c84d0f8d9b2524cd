package io.headwater.sink.delta;

import io.headwater.sink.parquet.DataFile;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The actions that entries of ours are made of, a line each, as the Delta protocol has them. */
final class EntryLines {

  private static final JsonFactory JSON = new JsonFactory();

  private EntryLines() {}

  /**
   * What the table's history says about an entry.
   *
   * @param operation by Delta's name for it
   * @param base the version the entry is based on
   * @param isBlindAppend whether it adds rows without having read any
   * @param nowMillis since the epoch
   */
  static String commitInfo(
      String operation,
      Map<String, String> parameters,
      long base,
      boolean isBlindAppend,
      Map<String, String> metrics,
      long nowMillis) {
    return action(
        "commitInfo",
        json -> {
          json.writeNumberProperty("timestamp", nowMillis);
          json.writeStringProperty("operation", operation);
          texts(json, "operationParameters", parameters);
          json.writeNumberProperty("readVersion", base);
          json.writeStringProperty("isolationLevel", "Serializable");
          json.writeBooleanProperty("isBlindAppend", isBlindAppend);
          texts(json, "operationMetrics", metrics);
          json.writeStringProperty("engineInfo", StandaloneTables.ENGINE);
        });
  }

  /** Without a time of its last update it can never be taken for outdated and be forgotten. */
  static String transaction(SinkTransaction number) {
    return action(
        "txn",
        json -> {
          json.writeStringProperty("appId", number.appId());
          json.writeNumberProperty("version", number.version().orElseThrow());
        });
  }

  /**
   * A file that comes.
   *
   * @param dataChange whether rows come with it, or only go from one file to another
   */
  static String add(DataFile file, boolean dataChange) {
    return action(
        "add",
        json -> {
          json.writeStringProperty("path", file.relativePath());
          texts(json, "partitionValues", file.partitionValues());
          json.writeNumberProperty("size", file.sizeBytes());
          json.writeNumberProperty("modificationTime", file.modificationTimeMillis());
          json.writeBooleanProperty("dataChange", dataChange);
          json.writeStringProperty("stats", file.statsJson());
        });
  }

  /** A file that goes while its rows stay, in others. */
  static String removeOfRewritten(ActiveFile file, long nowMillis) {
    return action(
        "remove",
        json -> {
          json.writeStringProperty("path", file.path());
          json.writeNumberProperty("deletionTimestamp", nowMillis);
          json.writeBooleanProperty("dataChange", false);
          json.writeBooleanProperty("extendedFileMetadata", true);
          texts(json, "partitionValues", file.partitionValues());
          json.writeNumberProperty("size", file.sizeBytes());
        });
  }

  private static void texts(
      JsonGenerator json, String name, Map<String, ? extends @Nullable String> texts) {
    json.writeObjectPropertyStart(name);
    texts.forEach(
        (key, text) -> {
          if (text == null) {
            json.writeNullProperty(key);
          } else {
            json.writeStringProperty(key, text);
          }
        });
    json.writeEndObject();
  }

  private static String action(String name, Consumer<JsonGenerator> body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeObjectPropertyStart(name);
      body.accept(json);
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }
}
