package io.headwater.readers;

import static io.headwater.sink.config.TableCatalog.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_21;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operations/disaster-recovery.md says about a table that is set back to a version. */
@EnabledForJreRange(max = JAVA_21, disabledReason = "Spark 4.0 runs on Java 17 and 21")
class SparkRestoresATableIT {

  private static final int ROWS = 30;

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
  void shouldKeepTheSinksPlaceSoThatRowsSinceThenMustBePutBackFromTheVersionBefore() {
    // Given somebody's mistake between commits of the sink
    sink.append(EVENTS, ROWS, 4);
    long good = version();
    Spark.sql("DELETE FROM %s WHERE kafka_offset %% 2 = 0", events).collectAsList();
    sink.append(EVENTS, ROWS, 2);
    long bad = version();

    // When the table is set back to the version before the mistake, and the sink goes on
    Spark.sql("RESTORE TABLE %s TO VERSION AS OF " + good, events).collectAsList();
    sink.append(EVENTS, ROWS, 3);

    // Then the sink goes on where it was: what it wrote since the mistake is in no row
    List<Map<String, @Nullable Object>> withoutTwo = new ArrayList<>(expected(0, 4));
    withoutTwo.addAll(expected(6, 9));
    assertThat(Spark.rows(Spark.table(events))).isEqualTo(withoutTwo);

    // And the version before the restore still has it, so that it can be put back
    Spark.sql(
            ("MERGE INTO %1$s t USING (SELECT * FROM %1$s VERSION AS OF " + bad + ") b ")
                + "ON t.kafka_partition = b.kafka_partition AND t.kafka_offset = b.kafka_offset "
                + "WHEN NOT MATCHED THEN INSERT *",
            events)
        .collectAsList();
    sink.append(EVENTS, ROWS, 1);
    assertThat(Spark.rows(Spark.table(events))).isEqualTo(expected(0, 10));
  }

  private long version() {
    return Spark.sql("DESCRIBE HISTORY %s LIMIT 1", events).first().getLong(0);
  }

  /** The rows of the sink's commits in {@code [from, to)}. */
  private static List<Map<String, @Nullable Object>> expected(int from, int to) {
    return Expected.rows(Expected.table(EVENTS), (long) from * ROWS, (long) to * ROWS);
  }
}
