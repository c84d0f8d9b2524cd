package io.headwater.readers;

import static io.headwater.sink.config.TableCatalog.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_21;

import io.headwater.sink.testkit.KernelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** A table through compaction and vacuum: the same rows in fewer files, for every reader. */
@EnabledForJreRange(max = JAVA_21, disabledReason = "Spark 4.0 runs on Java 17 and 21")
class TidiedTablesIT {

  private static final int COMMITS = 24;
  private static final int ROWS_OF_A_COMMIT = 25;

  @TempDir Path directory;

  @Test
  void shouldHoldTheSameRowsInFewerFiles() throws IOException {
    Path base = directory.resolve("tables");
    Path events = base.resolve(EVENTS);
    try (SinkElsewhere sink = SinkElsewhere.start(base)) {
      sink.append(EVENTS, ROWS_OF_A_COMMIT, COMMITS);
    }
    int before = Spark.table(events).inputFiles().length;

    // When it is compacted
    SinkElsewhere.command(
        base, "tables", "compact", EVENTS, "--headwater.delta.maintenance.compact-min-files=4");

    // Then the rows are in less than half as many files
    assertThat(Spark.rows(Spark.table(events))).isEqualTo(rows(COMMITS));
    int after = Spark.table(events).inputFiles().length;
    assertThat(after).isLessThan(before / 2);
    assertThat(Spark.sql("DESCRIBE HISTORY %s", events).collectAsList())
        .extracting(row -> row.<String>getAs("operation"))
        .contains("OPTIMIZE");

    // When what no version needs is deleted, and the sink goes on
    Path orphan = events.resolve("event_date=2026-01-01/part-00000-orphan.c000.zstd.parquet");
    Files.writeString(orphan, "of a commit that failed");
    Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    SinkElsewhere.command(
        base, "tables", "vacuum", EVENTS, "--retain", "0s", "--force", "--delete");
    assertThat(orphan).doesNotExist();
    try (SinkElsewhere sink = SinkElsewhere.start(base)) {
      sink.append(EVENTS, ROWS_OF_A_COMMIT, 2);
    }

    // Then every record is there once, and the version before the compaction as it was
    assertThat(Spark.rows(Spark.tableAt(events, COMMITS - 1))).isEqualTo(rows(COMMITS - 1));
    assertThat(Spark.rows(Spark.table(events))).isEqualTo(rows(COMMITS + 2));
    assertThat(KernelReadsTablesIT.rows(new KernelReader(events))).isEqualTo(rows(COMMITS + 2));
  }

  private static List<Map<String, @Nullable Object>> rows(int commits) {
    return Expected.rows(Expected.table(EVENTS), 0, (long) commits * ROWS_OF_A_COMMIT);
  }
}
