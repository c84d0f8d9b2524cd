package io.headwater.sink.parquet;

import static io.headwater.sink.parquet.Tables.rows;
import static io.headwater.sink.parquet.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.Scope;
import io.headwater.model.Summary;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileReaderTest {

  private static final TableDefinition AGGREGATES = table(TableCatalog.AGGREGATES);
  private static final List<String> COLUMNS = List.of("count", "scope", "window_start");

  @TempDir Path root;
  private DataFile file;
  private DataFileReader reader;

  @BeforeEach
  void twoWindowsOfAnOddType() throws IOException {
    org.apache.hadoop.fs.Path table = new org.apache.hadoop.fs.Path(root.toUri());
    file =
        new TableFileWriter(AGGREGATES, table, new Configuration())
            .write(
                rows(
                    AGGREGATES,
                    new WindowAggregateJson(),
                    List.of(
                        Records.window(
                            Scope.SENSOR,
                            "5 m:%",
                            "2026-01-01T00:00:00Z",
                            "2026-01-01T00:05:00Z",
                            Summary.of(1).plus(2)),
                        Records.window(
                            Scope.LOCATION,
                            "5 m:%",
                            "2026-01-01T00:00:00Z",
                            "2026-01-01T00:05:00Z",
                            Summary.of(1)))))
            .get(0);
    reader = new DataFileReader(table, new Configuration());
  }

  @Test
  void shouldShowTheColumnsAskedForInTheirOrder() throws IOException {
    List<String> seen = new ArrayList<>();
    long rows = reader.read(file.relativePath(), COLUMNS, row -> seen.add(text(row)));
    assertThat(rows).isEqualTo(2);
    assertThat(seen).containsExactly("1 location 1767225600000000", "2 sensor 1767225600000000");
  }

  @Test
  void shouldShowARowsOwnValuesWhenThoseOfTheRowBeforeWereNotRead() throws IOException {
    List<String> seen = new ArrayList<>();
    reader.read(
        file.relativePath(),
        COLUMNS,
        row -> {
          if (row.text(1).equals("sensor")) {
            seen.add(text(row));
          }
        });
    assertThat(seen).containsExactly("2 sensor 1767225600000000");
  }

  @Test
  void shouldShowWhichValuesAreMissingAndThoseThatAreNotInTheirRows() throws IOException {
    // Given readings with and without a unit, in turn
    TableDefinition events = table(TableCatalog.EVENTS);
    org.apache.hadoop.fs.Path table = new org.apache.hadoop.fs.Path(root.resolve("e").toUri());
    DataFile readings =
        new TableFileWriter(events, table, new Configuration())
            .write(
                rows(
                    events,
                    new EnrichedEventJson(),
                    List.of(
                        Records.bareReading("s-1", "2026-01-01T00:00:00Z", 1.5),
                        Records.reading("s-2", "2026-01-01T00:00:00Z", 2.5),
                        Records.bareReading("s-3", "2026-01-01T00:00:00Z", 3.5),
                        Records.reading("s-4", "2026-01-01T00:00:00Z", 4.5))))
            .get(0);

    // When each is asked for, and when only that of one row is
    List<String> seen = new ArrayList<>();
    List<String> ofLast = new ArrayList<>();
    DataFileReader ofEvents = new DataFileReader(table, new Configuration());
    List<String> columns = List.of("sensor_id", "unit", "value");
    ofEvents.read(
        readings.relativePath(),
        columns,
        row ->
            seen.add(
                row.text(0) + (row.isNull(1) ? " - " : " " + row.text(1) + " ") + row.real(2)));
    ofEvents.read(
        readings.relativePath(),
        columns,
        row -> {
          if (row.text(0).equals("s-4")) {
            ofLast.add(row.text(1) + " " + row.real(2));
          }
        });

    // Then they are where they belong
    assertThat(seen)
        .containsExactly("s-1 - 1.5", "s-2 fahrenheit 2.5", "s-3 - 3.5", "s-4 fahrenheit 4.5");
    assertThat(ofLast).containsExactly("fahrenheit 4.5");
  }

  @Test
  void shouldReadAFileByItsAbsolutePath() throws IOException {
    List<String> seen = new ArrayList<>();
    String absolute = root.toUri() + file.relativePath();
    reader.read(absolute, COLUMNS, row -> seen.add(text(row)));
    assertThat(seen).hasSize(2);
  }

  @Test
  void shouldSayWhichFileIsBroken() throws IOException {
    assertThatThrownBy(() -> reader.read(file.relativePath(), List.of("nothing"), row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no column nothing");
    assertThatThrownBy(() -> reader.read("gone.parquet", COLUMNS, row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone.parquet");
    Files.writeString(root.resolve("broken.parquet"), "this is no Parquet file");
    assertThatThrownBy(() -> reader.read("broken.parquet", COLUMNS, row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.parquet");
  }

  private static String text(Cells row) {
    return row.number(0) + " " + row.text(1) + " " + row.number(2);
  }
}
