package io.headwater.readers;

import static io.headwater.sink.config.TableCatalog.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_21;

import io.headwater.sink.testkit.KernelReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** A table that is Spark's, too: what it commits in between never costs the sink a row. */
@EnabledForJreRange(max = JAVA_21, disabledReason = "Spark 4.0 runs on Java 17 and 21")
class SparkWritesBesideTheSinkIT {

  private static final String ADDED = "display_name";

  @TempDir Path base;

  private SinkElsewhere sink;
  private Path events;

  @BeforeEach
  void start() {
    sink = SinkElsewhere.start(base.resolve("tables"));
    events = base.resolve("tables").resolve(EVENTS);
  }

  @AfterEach
  void stop() {
    sink.close();
  }

  @Test
  void shouldGoOnExactlyOnceAfterSparkHasChangedTheTable() {
    // Given a sink at work
    sink.append(EVENTS, 30, 9);

    // When Spark compacts the table between two of its commits
    long filesBefore = Spark.table(events).inputFiles().length;
    Spark.sql("OPTIMIZE %s", events).collectAsList();
    assertThat((long) Spark.table(events).inputFiles().length).isLessThan(filesBefore);
    sink.append(EVENTS, 30, 1);

    // And changes a property, and writes a checkpoint at a version of its own choice
    Spark.sql("ALTER TABLE %s SET TBLPROPERTIES ('plant.owner' = 'Ulm')", events).collectAsList();
    sink.append(EVENTS, 30, 2);
    DeltaLog log = DeltaLog.forTable(Spark.session(), events.toString());
    log.checkpoint(log.unsafeVolatileSnapshot(), scala.Option.empty());
    sink.append(EVENTS, 30, 5);

    // Then every record is there once, for Spark and for others, and the property is
    assertThat(Spark.rows(Spark.table(events))).isEqualTo(expected(17 * 30));
    assertThat(KernelReadsTablesIT.rows(new KernelReader(events))).isEqualTo(expected(17 * 30));
    assertThat(properties()).contains("plant.owner");
  }

  @Test
  void shouldHaveNullsInAColumnForTheRowsBeforeItWasAdded() {
    sink.without(EVENTS, ADDED);
    sink.append(EVENTS, 30, 8);
    sink.whole(EVENTS);
    sink.append(EVENTS, 30, 8);

    List<Map<String, @Nullable Object>> rows = Spark.rows(Spark.table(events));

    assertThat(rows).isEqualTo(widened(30 * 8, 30 * 16));
    assertThat(KernelReadsTablesIT.rows(new KernelReader(events)))
        .isEqualTo(widened(30 * 8, 30 * 16));
    assertThat(Spark.table(events).schema().apply(ADDED).getComment().get())
        .isEqualTo(Expected.table(EVENTS).column(ADDED).comment());
    assertThat(Spark.tableAt(events, 8).schema().fieldNames()).doesNotContain(ADDED);
  }

  private static List<Map<String, @Nullable Object>> expected(long rows) {
    return Expected.rows(Expected.table(EVENTS), 0, rows);
  }

  /** The rows of which those before {@code since} lack the column. */
  private static List<Map<String, @Nullable Object>> widened(long since, long rows) {
    return expected(rows).stream()
        .map(
            row -> {
              Map<String, @Nullable Object> widened = new HashMap<>(row);
              if ((Long) row.get("kafka_offset") < since) {
                widened.put(ADDED, null);
              }
              return widened;
            })
        .toList();
  }

  private String properties() {
    Dataset<Row> properties = Spark.sql("SHOW TBLPROPERTIES %s", events);
    return properties.collectAsList().toString();
  }
}
