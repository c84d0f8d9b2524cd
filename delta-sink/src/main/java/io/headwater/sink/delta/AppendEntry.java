package io.headwater.sink.delta;

import io.headwater.sink.parquet.DataFile;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The lines of a log entry that adds files and moves offsets, as the Delta protocol has them. */
final class AppendEntry {

  private static final JsonFactory JSON = new JsonFactory();

  private AppendEntry() {}

  /**
   * The lines.
   *
   * @param base the version the entry is based on
   * @param numbers what the table remembers of the sink's progress; those that stay are not written
   * @param nowMillis since the epoch, for the table's history
   */
  static List<String> lines(
      long base, List<DataFile> files, List<SinkTransaction> numbers, long nowMillis) {
    List<String> lines = new ArrayList<>(1 + files.size() + numbers.size());
    lines.add(action("commitInfo", json -> commitInfo(json, base, files, nowMillis)));
    for (SinkTransaction number : numbers) {
      if (number.changes()) {
        lines.add(action("txn", json -> transaction(json, number)));
      }
    }
    for (DataFile file : files) {
      lines.add(action("add", json -> add(json, file)));
    }
    return lines;
  }

  /** What the table's history says about it. */
  private static void commitInfo(
      JsonGenerator json, long base, List<DataFile> files, long nowMillis) {
    json.writeNumberProperty("timestamp", nowMillis);
    json.writeStringProperty("operation", "STREAMING UPDATE");
    texts(json, "operationParameters", Map.of("outputMode", "Append"));
    json.writeNumberProperty("readVersion", base);
    json.writeStringProperty("isolationLevel", "Serializable");
    json.writeBooleanProperty("isBlindAppend", true);
    texts(
        json,
        "operationMetrics",
        Map.of(
            "numAddedFiles", Integer.toString(files.size()),
            "numOutputRows", Long.toString(files.stream().mapToLong(DataFile::rows).sum()),
            "numOutputBytes", Long.toString(files.stream().mapToLong(DataFile::sizeBytes).sum())));
    json.writeStringProperty("engineInfo", StandaloneTables.ENGINE);
  }

  /** Without a time of its last update it can never be taken for outdated and be forgotten. */
  private static void transaction(JsonGenerator json, SinkTransaction number) {
    json.writeStringProperty("appId", number.appId());
    json.writeNumberProperty("version", number.version().orElseThrow());
  }

  private static void add(JsonGenerator json, DataFile file) {
    json.writeStringProperty("path", file.relativePath());
    texts(json, "partitionValues", file.partitionValues());
    json.writeNumberProperty("size", file.sizeBytes());
    json.writeNumberProperty("modificationTime", file.modificationTimeMillis());
    json.writeBooleanProperty("dataChange", true);
    json.writeStringProperty("stats", file.statsJson());
  }

  private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
    json.writeObjectPropertyStart(name);
    texts.forEach(json::writeStringProperty);
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
