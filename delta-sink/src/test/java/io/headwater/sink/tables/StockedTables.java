package io.headwater.sink.tables;

import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.parquet.TableFileWriter;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** A folder of tables in which {@code events} has rows, as a sink would have written them. */
final class StockedTables implements AutoCloseable {

  static final int ROWS_A_COMMIT = 3;

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  private static final TopicPartition P0 = new TopicPartition(EVENTS.topic(), 0);

  private final Path base;
  private final TableLogs logs;
  private final TableLog log;
  private long offset;

  StockedTables(Path base) throws IOException {
    this.base = base;
    logs = TableLogs.of(DeltaSettings.at(base.toString()), "headwater");
    log = logs.open(EVENTS);
  }

  /** Commits three readings of that day. */
  void commit(String day) throws IOException {
    RowMapper mapper = new RowMapper(EVENTS);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS_A_COMMIT; i++) {
      byte[] event =
          new EnrichedEventJson()
              .encode(Records.reading("sensor-" + i, day + "T00:00:0" + i + "Z", 20 + i));
      rows.add(
          mapper.map(
              Records.at(EVENTS.topic(), 0, offset + i, event), Records.time(day + "T00:01:00Z")));
    }
    long next = offset + ROWS_A_COMMIT;
    List<DataFile> files =
        new TableFileWriter(EVENTS, logs.root(EVENTS), logs.hadoop())
            .write(rows).stream().map(StockedTables::longAgo).toList();
    log.append(
        files,
        List.of(
            new OffsetAdvance(
                P0, offset == 0 ? OptionalLong.empty() : OptionalLong.of(offset), next)));
    offset = next;
  }

  /** Compaction waits until nothing has come to a day for a while. */
  private static DataFile longAgo(DataFile file) {
    return new DataFile(
        file.relativePath(),
        file.partitionValues(),
        file.sizeBytes(),
        file.modificationTimeMillis() - Duration.ofHours(3).toMillis(),
        file.rows(),
        file.statsJson());
  }

  /** A data file that no commit names, written that long ago. */
  Path orphan(String day, Duration age) throws IOException {
    Path folder = Files.createDirectories(events().resolve("event_date=" + day));
    Path file = Files.writeString(folder.resolve("part-orphan-" + age + ".parquet"), "orphan");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  Path base() {
    return base;
  }

  Path events() {
    return base.resolve(EVENTS.name());
  }

  @Override
  public void close() throws IOException {
    logs.close();
  }
}
