package io.headwater.readers;

import static io.headwater.sink.config.TableCatalog.AGGREGATES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_21;

import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.testkit.OddWindows;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** Partition values that are hard to spell, in folders and in the log. */
class OddPartitionsIT {

  private static final Instant GREGORY = Instant.parse("1582-10-15T00:00:00Z");

  @TempDir static Path base;

  @BeforeAll
  static void make() {
    try (SinkElsewhere sink = SinkElsewhere.start(base.resolve("tables"))) {
      sink.appendOddWindows();
    }
  }

  @Test
  void shouldBeReadByKernelAsTheyWere() {
    assertThat(sinceGregory(KernelReadsTablesIT.rows(new KernelReader(table()))))
        .isEqualTo(sinceGregory(expected()));
  }

  @Test
  @EnabledForJreRange(max = JAVA_21, disabledReason = "Spark 4.0 runs on Java 17 and 21")
  void shouldBeReadBySparkAsTheyWere() {
    assertThat(Spark.rows(Spark.table(table()))).isEqualTo(expected());
  }

  @Test
  @EnabledForJreRange(max = JAVA_21, disabledReason = "Spark 4.0 runs on Java 17 and 21")
  void shouldBeFoundBySpark() {
    assertThat(
            Spark.table(table())
                .where(functions.col("window_type").equalTo("tab\tand\nline"))
                .inputFiles())
        .hasSize(1);
    assertThat(Spark.table(table()).where("window_date = date'1582-10-10'").count()).isEqualTo(1);
  }

  private static Path table() {
    return base.resolve("tables").resolve(AGGREGATES);
  }

  /** Kernel 4.4 takes dates before 1582-10-15 for those of the Julian calendar; Delta has none. */
  private static List<Map<String, @Nullable Object>> sinceGregory(
      List<Map<String, @Nullable Object>> rows) {
    return rows.stream()
        .filter(row -> row.get("window_start") instanceof Instant start && !start.isBefore(GREGORY))
        .toList();
  }

  private static List<Map<String, @Nullable Object>> expected() {
    return LongStream.range(0, OddWindows.count())
        .mapToObj(
            offset -> Expected.row(Expected.table(AGGREGATES), offset, OddWindows.record(offset)))
        .toList();
  }
}
