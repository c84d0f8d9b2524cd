package io.headwater.sink.testkit;

import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnType;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A Delta log with one version, written line by line, as the protocol has it. */
public final class HandWrittenLog {

  private static final JsonFactory JSON = new JsonFactory();

  private HandWrittenLog() {}

  /** Makes {@code root} a Delta table that holds {@code files}. */
  public static void write(Path root, TableDefinition table, List<DataFile> files)
      throws IOException {
    StringWriter log = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), log)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("protocol");
      json.writeNumberProperty("minReaderVersion", 1);
      json.writeNumberProperty("minWriterVersion", 2);
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
      metaData(json, table);
      for (DataFile file : files) {
        json.writeRaw('\n');
        add(json, file);
      }
    }
    Path folder = Files.createDirectories(root.resolve("_delta_log"));
    Files.writeString(folder.resolve("%020d.json".formatted(0)), log.toString());
  }

  private static void metaData(JsonGenerator json, TableDefinition table) {
    json.writeStartObject();
    json.writeObjectPropertyStart("metaData");
    json.writeStringProperty("id", "00000000-0000-0000-0000-000000000001");
    json.writeObjectPropertyStart("format");
    json.writeStringProperty("provider", "parquet");
    json.writeObjectPropertyStart("options");
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringProperty("schemaString", schema(table));
    json.writeArrayPropertyStart("partitionColumns");
    table.partitionColumns().forEach(json::writeString);
    json.writeEndArray();
    json.writeObjectPropertyStart("configuration");
    json.writeEndObject();
    json.writeNumberProperty("createdTime", 0);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void add(JsonGenerator json, DataFile file) {
    json.writeStartObject();
    json.writeObjectPropertyStart("add");
    json.writeStringProperty("path", file.relativePath());
    json.writeObjectPropertyStart("partitionValues");
    for (Map.Entry<String, String> value : file.partitionValues().entrySet()) {
      json.writeStringProperty(value.getKey(), value.getValue());
    }
    json.writeEndObject();
    json.writeNumberProperty("size", file.sizeBytes());
    json.writeNumberProperty("modificationTime", file.modificationTimeMillis());
    json.writeBooleanProperty("dataChange", true);
    json.writeStringProperty("stats", file.statsJson());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String schema(TableDefinition table) {
    StringBuilder fields = new StringBuilder();
    for (Column column : table.columns()) {
      fields
          .append(fields.isEmpty() ? "" : ",")
          .append(field(column.name(), type(column.type()), column.nullable()));
    }
    return "{\"type\":\"struct\",\"fields\":[" + fields + "]}";
  }

  private static String field(String name, String type, boolean nullable) {
    return "{\"name\":\"%s\",\"type\":%s,\"nullable\":%s,\"metadata\":{}}"
        .formatted(name, type, nullable);
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case STRING -> "\"string\"";
      case INT -> "\"integer\"";
      case LONG -> "\"long\"";
      case DOUBLE -> "\"double\"";
      case BOOLEAN -> "\"boolean\"";
      case TIMESTAMP -> "\"timestamp\"";
      case DATE -> "\"date\"";
      case STRING_LIST -> list("\"string\"");
      case HEADER_LIST ->
          list(
              "{\"type\":\"struct\",\"fields\":["
                  + field("key", "\"string\"", true)
                  + ","
                  + field("value_base64", "\"string\"", true)
                  + "]}");
    };
  }

  private static String list(String element) {
    return "{\"type\":\"array\",\"elementType\":" + element + ",\"containsNull\":false}";
  }
}
