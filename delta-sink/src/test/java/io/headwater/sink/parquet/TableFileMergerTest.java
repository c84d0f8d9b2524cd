package io.headwater.sink.parquet;

import static io.headwater.sink.parquet.Tables.rows;
import static io.headwater.sink.parquet.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Scope;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.TableFileMerger.Source;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileMergerTest {

  private static final TableDefinition EVENTS = table(TableCatalog.EVENTS);
  private static final Map<String, String> NEW_YEAR = Map.of("event_date", "2026-01-01");
  private static final long LARGE = 1 << 27;

  @TempDir private Path folder;
  private org.apache.hadoop.fs.Path root;

  @BeforeEach
  void theTablesFolder() {
    root = new org.apache.hadoop.fs.Path(folder.toUri());
  }

  @Test
  void shouldWriteOneSortedFileWithTheRowsOfAllAndTheStatisticsOfAFreshOne() throws IOException {
    List<EnrichedEvent> readings = readings(2_000);
    List<DataFile> parts = new ArrayList<>();
    for (int part = 0; part < 5; part++) {
      parts.add(write(EVENTS, readings.subList(part * 400, (part + 1) * 400)));
    }
    // what one flush of everything had written; each part counts its offsets from the same one
    List<Row> all = new ArrayList<>();
    for (int part = 0; part < 5; part++) {
      all.addAll(
          rows(EVENTS, new EnrichedEventJson(), readings.subList(part * 400, (part + 1) * 400)));
    }
    DataFile atOnce = new TableFileWriter(EVENTS, root, new Configuration()).write(all).get(0);

    DataFile merged = merge(EVENTS, NEW_YEAR, parts).get(0);

    assertThat(merged.rows()).isEqualTo(2_000);
    assertThat(merged.partitionValues()).isEqualTo(NEW_YEAR);
    assertThat(merged.statsJson()).isEqualTo(atOnce.statsJson());
    assertThat(contents(EVENTS, merged, NEW_YEAR)).isEqualTo(contents(EVENTS, atOnce, NEW_YEAR));
    assertThat(merged.sizeBytes())
        .isLessThan(parts.stream().mapToLong(DataFile::sizeBytes).sum() / 2);
  }

  @Test
  void shouldKeepNestedValuesAndNulls() throws IOException {
    TableDefinition rejected = table(TableCatalog.REJECTED_EVENTS);
    List<DataFile> parts = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      parts.addAll(
          new TableFileWriter(rejected, root, new Configuration())
              .write(
                  rows(
                      rejected,
                      new RejectedEventJson(),
                      List.of(Records.deadLetter(), Records.deadLetter()))));
    }
    Map<String, String> values = parts.get(0).partitionValues();

    DataFile merged = merge(rejected, values, parts).get(0);

    List<String> contents = contents(rejected, merged, values);
    assertThat(contents).hasSize(6);
    assertThat(contents.get(0)).contains("[trace, AQID, empty, , none, null]");
    assertThat(contents.stream().sorted())
        .isEqualTo(
            parts.stream()
                .flatMap(part -> contents(rejected, part, values).stream())
                .sorted()
                .toList());
  }

  @Test
  void shouldKeepThePartitionsOwnValueInEveryRow() throws IOException {
    TableDefinition aggregates = table(TableCatalog.AGGREGATES);
    List<DataFile> parts = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      WindowAggregate window =
          Records.window(
              Scope.SENSOR,
              "5 m:%",
              "2026-01-01T00:00:00Z",
              "2026-01-01T00:05:00Z",
              Summary.of(part));
      parts.addAll(
          new TableFileWriter(aggregates, root, new Configuration())
              .write(rows(aggregates, new WindowAggregateJson(), List.of(window))));
    }

    DataFile merged = merge(aggregates, parts.get(0).partitionValues(), parts).get(0);

    assertThat(merged.partitionValues()).isEqualTo(parts.get(0).partitionValues());
    assertThat(merged.relativePath())
        .startsWith(
            parts.get(0).relativePath().substring(0, parts.get(0).relativePath().lastIndexOf('/')));
    assertThat(merged.rows()).isEqualTo(3);
  }

  @Test
  void shouldCutFilesAtTheTargetSize() throws IOException {
    List<DataFile> parts = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      parts.add(write(EVENTS, readings(20_000)));
    }

    List<DataFile> merged =
        merger(EVENTS)
            .merge(
                NEW_YEAR, sources(parts), parts.get(0).sizeBytes(), TableFileMergerTest::noPulse);

    assertThat(merged).extracting(DataFile::rows).containsExactly(20_000L, 20_000L);
  }

  @Test
  void shouldReadFilesThatAreOlderThanANullableColumn() throws IOException {
    TableDefinition before = without("machine");
    List<DataFile> parts = List.of(write(before, readings(10)), write(EVENTS, readings(10)));

    DataFile merged = merge(EVENTS, NEW_YEAR, parts).get(0);

    assertThat(merged.rows()).isEqualTo(20);
    assertThat(merged.statsJson()).contains("\"machine\":15"); // 10, and the 5 that never had one
  }

  @Test
  void shouldLeaveAFileWithAColumnItDoesNotKnowAlone() throws IOException {
    List<DataFile> parts = List.of(write(EVENTS, readings(10)), write(EVENTS, readings(10)));

    assertThatThrownBy(() -> merge(without("machine"), NEW_YEAR, parts))
        .isInstanceOf(ForeignFile.class)
        .hasMessageContaining(parts.get(0).relativePath())
        .hasMessageContaining("has a column machine, which this version does not know");
    assertThat(dataFiles()).isEqualTo(2);
  }

  @Test
  void shouldLeaveAFileAloneThatIsNotWhatTheLogSays() throws IOException {
    DataFile file = write(EVENTS, readings(10));
    DataFile other = write(EVENTS, readings(10));

    assertThatThrownBy(
            () ->
                merger(EVENTS)
                    .merge(
                        NEW_YEAR,
                        List.of(
                            new Source(file.relativePath(), 10, 1),
                            new Source(other.relativePath(), 11, 1)),
                        LARGE,
                        TableFileMergerTest::noPulse))
        .isInstanceOf(ForeignFile.class)
        .hasMessageContaining("has 10 rows, but the table's log says 11");
    assertThat(dataFiles()).isEqualTo(2);
  }

  @Test
  void shouldLeaveNothingBehindWhenItIsInterruptedOrAFileIsMissing() throws IOException {
    List<DataFile> parts = List.of(write(EVENTS, readings(9_000)), write(EVENTS, readings(9_000)));

    assertThatThrownBy(
            () ->
                merger(EVENTS)
                    .merge(
                        NEW_YEAR,
                        sources(parts),
                        LARGE,
                        () -> {
                          throw new CancellationException("stop");
                        }))
        .isInstanceOf(CancellationException.class);
    assertThat(dataFiles()).isEqualTo(2);

    Files.delete(folder.resolve(parts.get(1).relativePath()));
    assertThatThrownBy(() -> merge(EVENTS, NEW_YEAR, parts))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(parts.get(1).relativePath());
    assertThat(dataFiles()).isEqualTo(1);
  }

  private static void noPulse() {}

  /** Every other one is bare, which tells nulls and values apart. */
  private static List<EnrichedEvent> readings(int count) {
    List<EnrichedEvent> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String sensor = "sensor-" + i % 7;
      String time = "2026-01-01T00:%02d:%02dZ".formatted(i / 60 % 60, i % 60);
      readings.add(
          i % 2 == 0 ? Records.reading(sensor, time, i) : Records.bareReading(sensor, time, i));
    }
    return readings;
  }

  private static TableDefinition without(String column) {
    List<Column> columns = EVENTS.columns().stream().filter(c -> !c.name().equals(column)).toList();
    return new TableDefinition(
        EVENTS.name(), EVENTS.topic(), columns, EVENTS.partitionColumns(), EVENTS.sortColumns());
  }

  private DataFile write(TableDefinition as, List<EnrichedEvent> readings) throws IOException {
    return new TableFileWriter(as, root, new Configuration())
        .write(rows(as, new EnrichedEventJson(), readings))
        .get(0);
  }

  private TableFileMerger merger(TableDefinition of) {
    return new TableFileMerger(of, root, new Configuration());
  }

  private List<DataFile> merge(TableDefinition of, Map<String, String> values, List<DataFile> parts)
      throws IOException {
    return merger(of).merge(values, sources(parts), LARGE, TableFileMergerTest::noPulse);
  }

  private static List<Source> sources(List<DataFile> files) {
    return files.stream()
        .map(file -> new Source(file.relativePath(), file.rows(), file.sizeBytes()))
        .toList();
  }

  /** Every value of every row, in the order of the file. */
  private List<String> contents(
      TableDefinition of, DataFile file, Map<String, String> partitionValues) {
    RowLayout layout = new RowLayout(of);
    List<String> contents = new ArrayList<>();
    try (RowReader reader =
        new RowReader(
            new ExistingFiles(root, new Configuration()),
            new Source(file.relativePath(), file.rows(), file.sizeBytes()),
            layout,
            partitionValues)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        contents.add(text(layout, row));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return contents;
  }

  private static String text(RowLayout layout, Row row) {
    List<String> values = new ArrayList<>();
    for (RowLayout.Slot slot : layout.slots()) {
      int index = slot.index();
      if (slot.isNumber()) {
        values.add(row.hasNumber(index) ? Long.toString(row.number(index)) : "null");
      } else if (!row.hasText(index)) {
        values.add("null");
      } else {
        values.add(
            switch (slot.column().type()) {
              case STRING -> new String(row.text(index), StandardCharsets.UTF_8);
              default ->
                  Stream.of(row.list(index))
                      .map(t -> t == null ? "null" : new String(t, StandardCharsets.UTF_8))
                      .toList()
                      .toString();
            });
      }
    }
    return values.toString();
  }

  private long dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
