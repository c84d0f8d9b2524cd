package io.headwater.sink.parquet;

import static io.headwater.sink.parquet.Tables.rows;
import static io.headwater.sink.parquet.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Scope;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.JsonCodec;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.HandWrittenLog;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileWriterTest {

  private static final TableDefinition EVENTS = table(TableCatalog.EVENTS);
  private static final String MORNING = "2026-01-01T08:00:00Z";

  @TempDir Path root;

  @Test
  void shouldLetAnotherReaderSeeAnEventAsItWas() throws IOException {
    // Given a reading of a sensor the plant knows, to the microsecond
    EnrichedEvent reading = Records.reading("sensor-1", "2026-01-01T00:00:00.123456Z", -0.0);

    // When it is written
    List<Map<String, Object>> rows = readBack(EVENTS, new EnrichedEventJson(), List.of(reading));

    // Then Delta Kernel reads every field of it, and where it came from
    assertThat(rows)
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("sensor_id", "sensor-1")
                    .containsEntry("event_time", Instant.parse("2026-01-01T00:00:00.123456Z"))
                    .containsEntry("value", -0.0)
                    .containsEntry("unit", "fahrenheit")
                    .containsEntry("attributes", "{\"batch\":17}")
                    .containsEntry("display_name", "Oven door")
                    .containsEntry("anomalies", List.of())
                    .containsEntry("late", false)
                    .containsEntry("origin_topic", "sensor-events")
                    .containsEntry("origin_partition", 0)
                    .containsEntry("origin_offset", 7L)
                    .containsEntry("kafka_partition", 3)
                    .containsEntry("kafka_offset", 100L)
                    .containsEntry("kafka_timestamp", Instant.parse("2026-01-01T00:00:01.500Z"))
                    .containsEntry("ingested_at", Instant.parse("2026-01-03T04:05:06.000007Z"))
                    .containsEntry("event_date", LocalDate.of(2026, 1, 1))
                    .hasSize(23));
  }

  @Test
  void shouldKeepNullsListsAndEveryScript() throws IOException {
    // Given a reading with nothing optional in it, of a sensor named in three scripts, before 1970
    EnrichedEvent reading =
        Records.bareReading("Ofen-Tür 温度 🌡", "1969-12-31T23:59:59.999999Z", 1e100);

    // When it is written
    List<Map<String, Object>> rows = readBack(EVENTS, new EnrichedEventJson(), List.of(reading));

    // Then nulls are nulls, the list has its elements, and the date is the day before 1970
    assertThat(rows)
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("sensor_id", "Ofen-Tür 温度 🌡")
                    .containsEntry("value", 1e100)
                    .containsEntry("unit", null)
                    .containsEntry("attributes", null)
                    .containsEntry("site", null)
                    .containsEntry("anomalies", List.of("threshold-high", "status-error"))
                    .containsEntry("late", true)
                    .containsEntry("event_time", Instant.parse("1969-12-31T23:59:59.999999Z"))
                    .containsEntry("event_date", LocalDate.of(1969, 12, 31)));
  }

  @Test
  void shouldPartitionWindowsByDayAndType() throws IOException {
    // Given windows of two types on two days
    WindowAggregate minute =
        Records.window(
            Scope.SENSOR, "1m", "2026-01-01T23:59:00Z", "2026-01-02T00:00:00Z", Summary.of(4));
    WindowAggregate hall =
        Records.window(
            Scope.LOCATION, "1m", "2026-01-01T23:59:00Z", "2026-01-02T00:00:00Z", Summary.of(5));
    WindowAggregate hour =
        Records.window(
            Scope.SENSOR, "1h", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00Z", Summary.of(6));
    TableDefinition table = table(TableCatalog.AGGREGATES);

    // When they are written
    List<DataFile> files = write(table, new WindowAggregateJson(), List.of(minute, hour, hall));

    // Then there is a file for each day and type
    assertThat(files)
        .extracting(DataFile::partitionValues, DataFile::rows)
        .containsExactlyInAnyOrder(
            tuple(Map.of("window_date", "2026-01-01", "window_type", "1m"), 2L),
            tuple(Map.of("window_date", "2026-01-02", "window_type", "1h"), 1L));
    assertThat(files)
        .extracting(DataFile::relativePath)
        .anySatisfy(
            path ->
                assertThat(path)
                    .matches(
                        "window_date=2026-01-01/window_type=1m/part-[-0-9a-f]+\\.c000\\.zstd\\.parquet"));
    assertThat(new KernelReader(root).rows())
        .extracting(row -> row.get("scope"), row -> row.get("sensor_id"), row -> row.get("sum"))
        .containsExactlyInAnyOrder(
            tuple("sensor", "sensor-1", 4.0),
            tuple("location", null, 5.0),
            tuple("sensor", "sensor-1", 6.0));
    assertThat(new KernelReader(root).rows())
        .allSatisfy(row -> assertThat(row).doesNotContainValue("").containsKey("window_type"));
  }

  @Test
  void shouldWriteAnAnomaly() throws IOException {
    assertThat(
            readBack(table(TableCatalog.ANOMALIES), new AnomalyJson(), List.of(Records.anomaly())))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("kind", "threshold")
                    .containsEntry("severity", "high")
                    .containsEntry("rule_version", 0)
                    .containsEntry("limit", 100.0)
                    .containsEntry("message", "101.0 °F is above 100 °F"));
  }

  @Test
  void shouldFileAnAlertUnderTheDayItWasOpened() throws IOException {
    assertThat(readBack(table(TableCatalog.ALERTS), new AlertJson(), List.of(Records.alert())))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("state", "opened")
                    .containsEntry("first_value", null)
                    .containsEntry("changed_at", Instant.parse("2026-01-02T00:05:00Z"))
                    .containsEntry("event_date", LocalDate.of(2026, 1, 1)));
  }

  @Test
  void shouldFileADeadLetterUnderTheDayItWasTakenIn() throws IOException {
    assertThat(
            readBack(
                table(TableCatalog.REJECTED_EVENTS),
                new RejectedEventJson(),
                List.of(Records.deadLetter())))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("reason", "MALFORMED_JSON")
                    .containsEntry("payload_base64", "eyJ4")
                    .containsEntry("origin_offset", 9_000_000_000L)
                    .containsEntry("origin_timestamp", Instant.ofEpochMilli(Records.RECORD_TIME))
                    .containsEntry("ingest_date", LocalDate.of(2026, 1, 3))
                    .containsEntry("headers", expectedHeaders()));
  }

  @Test
  void shouldSortTheRowsOfAFileByKeyAndTime() throws IOException {
    // Given readings in no order
    // When they are written
    List<Map<String, Object>> rows =
        readBack(
            EVENTS,
            new EnrichedEventJson(),
            List.of(
                Records.reading("b", "2026-01-01T08:00:02Z", 1),
                Records.reading("a", "2026-01-01T08:00:03Z", 2),
                Records.reading("b", "2026-01-01T08:00:01Z", 3),
                Records.reading("a", "2026-01-01T08:00:03Z", 4)));

    // Then the file has them by sensor, time, and at last offset
    assertThat(rows).extracting(row -> row.get("value")).containsExactly(2.0, 4.0, 3.0, 1.0);
  }

  @Test
  void shouldKeepPartitionColumnsOutOfTheFileAndCompressIt() throws IOException {
    // When a file is written
    DataFile file =
        write(EVENTS, new EnrichedEventJson(), List.of(Records.reading("a", MORNING, 1))).get(0);

    // Then it holds no partition column, as Delta wants it, is compressed, and is as large as told
    Path path = root.resolve(file.relativePath());
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      assertThat(reader.getFileMetaData().getSchema().containsField("event_date")).isFalse();
      assertThat(reader.getFileMetaData().getSchema().getFieldCount()).isEqualTo(22);
      assertThat(reader.getRowGroups().get(0).getColumns())
          .extracting(column -> column.getCodec())
          .containsOnly(CompressionCodecName.ZSTD);
    }
    assertThat(file.sizeBytes()).isEqualTo(Files.size(path));
    assertThat(file.modificationTimeMillis()).isEqualTo(Files.getLastModifiedTime(path).toMillis());
  }

  @Test
  void shouldLeaveNothingBesideTheDataFiles() throws IOException {
    // When two days are written
    List<DataFile> files =
        write(
            EVENTS,
            new EnrichedEventJson(),
            List.of(
                Records.reading("a", "2026-01-01T08:00:00Z", 1),
                Records.reading("a", "2026-01-02T08:00:00Z", 1)));

    // Then the table's folder holds these two files and the log: no checksum files
    assertThat(dataFolderContent())
        .containsExactlyInAnyOrderElementsOf(files.stream().map(DataFile::relativePath).toList());
  }

  @Test
  void shouldEncodeOddPartitionValuesAsDeltaDoes() throws IOException {
    // Given a window whose type needs escaping in a folder's name, and that once more in a URL
    WindowAggregate odd =
        Records.window(
            Scope.SENSOR, "5 m/é:%", "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z", Summary.of(1));

    // When it is written
    List<DataFile> files =
        write(table(TableCatalog.AGGREGATES), new WindowAggregateJson(), List.of(odd));

    // Then the value is told as it is, the path is encoded twice, and Kernel finds the file
    assertThat(files.get(0).partitionValues()).containsEntry("window_type", "5 m/é:%");
    assertThat(files.get(0).relativePath())
        .startsWith("window_date=2026-01-01/window_type=5%20m%252F%C3%A9%253A%2525/part-");
    assertThat(new KernelReader(root).rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("window_type", "5 m/é:%"));
  }

  @Test
  void shouldDeleteWhatItWroteWhenALaterFileFails() throws IOException {
    // Given the second day's folder cannot be made, because a file has its name
    Files.writeString(root.resolve("event_date=2026-01-02"), "in the way");
    List<Row> rows =
        rows(
            EVENTS,
            new EnrichedEventJson(),
            List.of(
                Records.reading("a", "2026-01-01T08:00:00Z", 1),
                Records.reading("a", "2026-01-02T08:00:00Z", 1)));

    // When both days are written
    // Then the call fails, and the first day's file is gone again
    assertThatThrownBy(() -> writer(EVENTS).write(rows)).isInstanceOf(IOException.class);
    assertThat(dataFolderContent()).containsExactly("event_date=2026-01-02");
  }

  @Test
  void shouldWriteNothingForNoRows() throws IOException {
    assertThat(writer(EVENTS).write(List.of())).isEmpty();
    assertThat(dataFolderContent()).isEmpty();
  }

  private static List<Map<String, Object>> expectedHeaders() {
    return List.of(header("trace", "AQID"), header("empty", ""), header("none", null));
  }

  private static Map<String, Object> header(String key, String value) {
    Map<String, Object> header = new HashMap<>();
    header.put("key", key);
    header.put("value_base64", value);
    return header;
  }

  private TableFileWriter writer(TableDefinition table) {
    return new TableFileWriter(
        table, new org.apache.hadoop.fs.Path(root.toUri()), new Configuration());
  }

  private <T> List<DataFile> write(TableDefinition table, JsonCodec<T> codec, List<T> records)
      throws IOException {
    List<Row> rows = rows(table, codec, records);
    List<DataFile> files = writer(table).write(rows);
    HandWrittenLog.write(root, table, files);
    return files;
  }

  private <T> List<Map<String, Object>> readBack(
      TableDefinition table, JsonCodec<T> codec, List<T> records) throws IOException {
    HandWrittenLog.write(root, table, writer(table).write(rows(table, codec, records)));
    return new KernelReader(root).rows();
  }

  private List<String> dataFolderContent() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .filter(path -> !path.startsWith("_delta_log"))
          .toList();
    }
  }
}
