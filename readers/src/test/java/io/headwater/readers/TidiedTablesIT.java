package io.headwater.readers;

import static io.headwater.sink.config.TableCatalog.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_21;

import io.headwater.sink.config.Column;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.KernelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every table through a new column, checkpoints, compaction and vacuum: the same rows in fewer
 * files, for every reader.
 */
@EnabledForJreRange(max = JAVA_21, disabledReason = "Spark 4.0 runs on Java 17 and 21")
class TidiedTablesIT {

  private static final int ROWS_OF_A_COMMIT = 25;

  /** Commits before the table had the column, with it, and after it was tidied. */
  private static final int NARROW = 8;

  private static final int WIDE = 12;
  private static final int LATER = 2;

  @TempDir Path directory;

  @Test
  void shouldHoldTheSameRowsInFewerFiles() throws IOException {
    Path base = directory.resolve("tables");
    Map<String, Integer> files = new HashMap<>();
    try (SinkElsewhere sink = SinkElsewhere.start(base)) {
      for (TableDefinition table : Expected.tables()) {
        sink.without(table.name(), addedColumn(table));
        sink.append(table.name(), ROWS_OF_A_COMMIT, NARROW);
        sink.whole(table.name());
        sink.append(table.name(), ROWS_OF_A_COMMIT, WIDE);
        files.put(table.name(), Spark.table(base.resolve(table.name())).inputFiles().length);
      }
    }

    // When they are compacted
    SinkElsewhere.command(
        base, "tables", "compact", "--headwater.delta.maintenance.compact-min-files=4");

    // Then the rows are in less than half as many files
    for (TableDefinition table : Expected.tables()) {
      Path folder = base.resolve(table.name());
      assertThat(Spark.rows(Spark.table(folder)))
          .as(table.name())
          .isEqualTo(rows(table, NARROW + WIDE));
      assertThat(Spark.table(folder).inputFiles())
          .as(table.name())
          .hasSizeLessThan(files.get(table.name()) / 2);
      assertThat(Spark.sql("DESCRIBE HISTORY %s", folder).collectAsList())
          .extracting(row -> row.<String>getAs("operation"))
          .contains("ADD COLUMNS", "STREAMING UPDATE", "OPTIMIZE");
    }

    // When what no version needs is deleted, and the sink goes on
    Path orphan =
        base.resolve(EVENTS + "/event_date=2026-01-01/part-00000-orphan.c000.zstd.parquet");
    Files.writeString(orphan, "of a commit that failed");
    Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    SinkElsewhere.command(base, "tables", "vacuum", "--retain", "0s", "--force", "--delete");
    assertThat(orphan).doesNotExist();
    try (SinkElsewhere sink = SinkElsewhere.start(base)) {
      for (TableDefinition table : Expected.tables()) {
        sink.append(table.name(), ROWS_OF_A_COMMIT, LATER);
      }
    }

    // Then every record is there once, and the version before the compaction as it was
    for (TableDefinition table : Expected.tables()) {
      Path folder = base.resolve(table.name());
      int all = NARROW + WIDE + LATER;
      assertThat(Spark.rows(Spark.table(folder))).as(table.name()).isEqualTo(rows(table, all));
      assertThat(KernelReadsTablesIT.rows(new KernelReader(folder)))
          .as(table.name())
          .isEqualTo(rows(table, all));
      // version 0 made the table, and one more added the column
      assertThat(Spark.rows(Spark.tableAt(folder, NARROW + WIDE)))
          .as(table.name())
          .isEqualTo(rows(table, NARROW + WIDE - 1));
    }
  }

  /** One that the contract may have got later. */
  private static String addedColumn(TableDefinition table) {
    return table.columns().stream()
        .filter(Column::nullable)
        .map(Column::name)
        .filter(name -> !table.sortColumns().contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Map<String, @Nullable Object>> rows(TableDefinition table, int commits) {
    List<Map<String, @Nullable Object>> rows =
        Expected.rows(table, 0, (long) commits * ROWS_OF_A_COMMIT);
    rows.stream()
        .limit((long) NARROW * ROWS_OF_A_COMMIT)
        .forEach(row -> row.put(addedColumn(table), null));
    return rows;
  }
}
