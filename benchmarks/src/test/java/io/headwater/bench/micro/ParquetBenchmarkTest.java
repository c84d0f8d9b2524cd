package io.headwater.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.rig.EventsTable;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.TableFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetBenchmarkTest {

  private static final ParquetBenchmark BENCHMARK = new ParquetBenchmark();

  @BeforeAll
  static void prepare() {
    BENCHMARK.prepare();
  }

  @AfterAll
  static void cleanUp() {
    BENCHMARK.cleanUp();
  }

  @Test
  void shouldMapOneRecordAfterTheOther(@TempDir Path elsewhere) throws IOException {
    // Given two rows
    List<Row> rows = List.of(BENCHMARK.mapRecord(), BENCHMARK.mapRecord());

    // Then they are of the first two sensors
    DataFile file =
        onlyFile(
            new TableFileWriter(
                    EventsTable.DEFINITION,
                    new org.apache.hadoop.fs.Path(elsewhere.toUri()),
                    new Configuration())
                .write(rows));
    assertThat(file.statsJson())
        .contains(
            "\"numRecords\":2",
            "\"minValues\":{\"sensor_id\":\"sensor-000000\"",
            "\"maxValues\":{\"sensor_id\":\"sensor-000001\"");
  }

  @Test
  void shouldWriteAllRowsToAFileEachTimeAndDeleteIt() throws IOException {
    Path table = BENCHMARK.table();
    DataFile first = onlyFile(BENCHMARK.writeRow());
    DataFile second = onlyFile(BENCHMARK.writeRow());

    assertThat(List.of(first, second))
        .allSatisfy(
            file -> {
              assertThat(file.rows()).isEqualTo(ParquetBenchmark.ROWS);
              assertThat(file.statsJson())
                  .contains(
                      "\"minValues\":{\"sensor_id\":\"sensor-000000\"",
                      "\"maxValues\":{\"sensor_id\":\"sensor-000999\"");
              assertThat(table.resolve(file.relativePath())).hasSize(file.sizeBytes());
            });
    BENCHMARK.deleteFiles();
    assertThat(table).doesNotExist();
  }

  private static DataFile onlyFile(List<DataFile> files) {
    assertThat(files).hasSize(1);
    return files.get(0);
  }
}
