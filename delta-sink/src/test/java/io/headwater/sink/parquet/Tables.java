package io.headwater.sink.parquet;

import io.headwater.model.json.JsonCodec;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.Records;
import java.util.ArrayList;
import java.util.List;

/** Tables and rows as tests of this package want them. */
final class Tables {

  static final long INGESTED_AT = Records.time("2026-01-03T04:05:06.000007Z");

  private Tables() {}

  static TableDefinition table(String name) {
    return TableCatalog.of(TopicSettings.defaults()).stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The rows of those records, which stand in partition 3 from offset 100 on. */
  static <T> List<Row> rows(TableDefinition table, JsonCodec<T> codec, List<T> records) {
    RowMapper mapper = new RowMapper(table);
    List<Row> rows = new ArrayList<>();
    for (T record : records) {
      rows.add(
          mapper.map(
              Records.at(table.topic(), 3, 100 + rows.size(), codec.encode(record)), INGESTED_AT));
    }
    return rows;
  }
}
