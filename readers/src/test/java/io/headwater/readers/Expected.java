package io.headwater.readers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnSource;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.History;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a table must hold, from the records themselves, with another JSON parser than the sink's.
 * Rows are maps by column name: times are {@link Instant}, dates {@link LocalDate}, lists {@link
 * List}, structs {@link Map}.
 */
final class Expected {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Expected() {}

  static List<TableDefinition> tables() {
    return TableCatalog.of(TopicSettings.defaults());
  }

  static TableDefinition table(String name) {
    return tables().stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  /** The rows of the records in {@code [from, to)}, in the order of their offsets. */
  static List<Map<String, @Nullable Object>> rows(TableDefinition table, long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(offset -> row(table, offset, History.record(table.name(), offset)))
        .toList();
  }

  /** The row of one record. */
  static Map<String, @Nullable Object> row(TableDefinition table, long offset, byte[] json) {
    JsonNode record;
    try {
      record = JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      row.put(column.name(), value(column, record, row, offset));
    }
    return row;
  }

  private static @Nullable Object value(
      Column column, JsonNode record, Map<String, @Nullable Object> row, long offset) {
    if (column.source() instanceof ColumnSource.Lineage lineage) {
      return switch (lineage) {
        case PARTITION -> 0;
        case OFFSET -> offset;
        case TIMESTAMP -> Instant.ofEpochMilli(Records.RECORD_TIME);
        case INGESTED_AT -> Instant.EPOCH.plus(History.ingestedAt(offset), ChronoUnit.MICROS);
      };
    }
    if (column.source() instanceof ColumnSource.DateOf date) {
      Instant time = (Instant) row.get(date.column());
      return LocalDate.ofInstant(Objects.requireNonNull(time), ZoneOffset.UTC);
    }
    JsonNode field = record.path(column.name());
    return field.isMissingNode() || field.isNull() ? null : value(column, field);
  }

  private static Object value(Column column, JsonNode field) {
    return switch (column.type()) {
      case STRING -> field.isTextual() ? field.textValue() : field.toString();
      case INT -> field.intValue();
      case LONG -> field.longValue();
      case DOUBLE -> field.doubleValue();
      case BOOLEAN -> field.booleanValue();
      case TIMESTAMP -> Instant.parse(field.textValue());
      case DATE -> LocalDate.parse(field.textValue());
      case STRING_LIST, HEADER_LIST -> list(field);
    };
  }

  private static List<Object> list(JsonNode array) {
    List<Object> list = new ArrayList<>();
    for (JsonNode element : array) {
      list.add(element.isTextual() ? element.textValue() : struct(element));
    }
    return list;
  }

  private static Map<String, @Nullable Object> struct(JsonNode object) {
    Map<String, @Nullable Object> struct = new LinkedHashMap<>();
    struct.put("key", object.path("key").textValue());
    struct.put("value_base64", object.path("value_base64").textValue());
    return struct;
  }
}
