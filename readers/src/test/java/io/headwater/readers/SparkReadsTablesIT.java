package io.headwater.readers;

import static io.headwater.readers.SomeDays.COMMITS;
import static io.headwater.readers.SomeDays.ROWS_OF_A_COMMIT;
import static io.headwater.sink.config.TableCatalog.AGGREGATES;
import static io.headwater.sink.config.TableCatalog.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_21;

import io.headwater.sink.config.Column;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.History;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark and the tables of a sink that has committed for days. */
@EnabledForJreRange(max = JAVA_21, disabledReason = "Spark 4.0 runs on Java 17 and 21")
class SparkReadsTablesIT {

  static Stream<String> tables() {
    return Expected.tables().stream().map(TableDefinition::name);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void shouldReadEveryRowOfEveryKindOfTable(String table) {
    assertThat(Spark.rows(Spark.table(SomeDays.table(table))))
        .isEqualTo(Expected.rows(Expected.table(table), 0, SomeDays.ROWS));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void shouldTellWhatEachColumnIs(String table) {
    List<Column> columns = Expected.table(table).columns();
    StructField[] fields = Spark.table(SomeDays.table(table)).schema().fields();

    assertThat(Arrays.stream(fields).map(StructField::name))
        .containsExactlyElementsOf(columns.stream().map(Column::name).toList());
    assertThat(Arrays.stream(fields).map(field -> field.getComment().get()))
        .containsExactlyElementsOf(columns.stream().map(Column::comment).toList());
  }

  @Test
  void shouldOpenFewFilesForOneSensor() {
    Dataset<Row> events = Spark.table(SomeDays.table(EVENTS));

    Dataset<Row> ofSensor = events.where("sensor_id = '" + History.sensor(120) + "'");

    assertThat(ofSensor.count()).isEqualTo(50);
    assertThat(events.inputFiles()).hasSizeGreaterThanOrEqualTo(COMMITS);
    assertThat(ofSensor.inputFiles()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void shouldOpenFewFilesForAnHour() {
    Dataset<Row> ofHour =
        Spark.table(SomeDays.table(EVENTS))
            .where(
                "event_time >= timestamp'%s' and event_time < timestamp'%s'"
                    .formatted(History.instant(300), History.instant(309)));

    assertThat(ofHour.count()).isEqualTo(9);
    assertThat(ofHour.inputFiles()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void shouldOpenOnlyFilesOfOneDayAndWindow() {
    Dataset<Row> windows =
        Spark.table(SomeDays.table(AGGREGATES))
            .where("window_date = date'2026-01-02' and window_type = '5m'");

    assertThat(windows.count()).isPositive();
    assertThat(windows.inputFiles())
        .isNotEmpty()
        .allMatch(file -> file.contains("window_date=2026-01-02/window_type=5m/"));
  }

  @Test
  void shouldReadARetainedVersionAsItWas() {
    assertThat(Spark.rows(Spark.tableAt(SomeDays.table(EVENTS), 7)))
        .isEqualTo(Expected.rows(Expected.table(EVENTS), 0, 7 * ROWS_OF_A_COMMIT));
  }

  @Test
  void shouldTellTheTablesHistory() {
    List<Row> history = Spark.sql("DESCRIBE HISTORY %s", SomeDays.table(EVENTS)).collectAsList();

    assertThat(history).hasSize(COMMITS + 1);
    Row newest = history.get(0);
    assertThat(newest.<String>getAs("operation")).isEqualTo("STREAMING UPDATE");
    assertThat(newest.<String>getAs("engineInfo")).contains("Headwater");
    assertThat(newest.getJavaMap(newest.fieldIndex("operationMetrics")).toString())
        .contains("numOutputRows=" + ROWS_OF_A_COMMIT);
  }
}
