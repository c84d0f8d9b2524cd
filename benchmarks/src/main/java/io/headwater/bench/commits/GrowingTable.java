package io.headwater.bench.commits;

import io.headwater.bench.rig.EventsTable;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.delta.CommitOutcome;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.DataFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * A new table of events that gets one file a commit, through the log the sink commits with. A
 * commit costs the same whether the file it names is there or not, so none is written.
 */
final class GrowingTable implements Closeable {

  private static final String BASE_PATH = "headwater.delta.base-path";
  private static final TopicPartition PARTITION =
      new TopicPartition(EventsTable.DEFINITION.topic(), 0);

  /** As the sink writes them. */
  private static final String STATS =
      """
      {"numRecords":1,\
      "minValues":{"sensor_id":"sensor-1","event_time":"2024-03-01T06:00:00.000Z","value":72.5,\
      "location":"hall-01","kafka_partition":0,"kafka_offset":1},\
      "maxValues":{"sensor_id":"sensor-1","event_time":"2024-03-01T06:00:00.000Z","value":72.5,\
      "location":"hall-01","kafka_partition":0,"kafka_offset":1},\
      "nullCount":{"sensor_id":0,"event_time":0,"value":0,"unit":0,"location":0}}\
      """;

  private final TableLogs logs;
  private final TableLog log;
  private OptionalLong next = OptionalLong.empty();

  private GrowingTable(TableLogs logs, TableLog log) {
    this.logs = logs;
    this.log = log;
  }

  /**
   * Makes one in a folder of its own under {@code headwater.delta.base-path}.
   *
   * @param settings of the sink's, that among them
   */
  static GrowingTable create(Map<String, String> settings) throws IOException {
    Map<String, String> own = new HashMap<>(settings);
    own.merge(BASE_PATH, "/bench-" + UUID.randomUUID(), String::concat);
    DeltaSettings delta =
        new Binder(new MapConfigurationPropertySource(own))
            .bind("headwater.delta", DeltaSettings.class)
            .get();
    TableLogs logs = TableLogs.withBackground(delta, "bench");
    return new GrowingTable(logs, logs.open(EventsTable.DEFINITION));
  }

  /** Adds a file; the version that made. */
  long commit() throws IOException {
    long offset = next.orElse(0) + 1;
    CommitOutcome outcome =
        log.append(List.of(file(offset)), List.of(new OffsetAdvance(PARTITION, next, offset)));
    if (outcome instanceof Committed committed) {
      next = OptionalLong.of(offset);
      return committed.version();
    }
    throw new CommandFailure(
        "The table %s did not take a commit: %s".formatted(log.location(), outcome), null);
  }

  private static DataFile file(long offset) {
    return new DataFile(
        "event_date=2024-03-01/part-00000-" + UUID.randomUUID() + ".c000.zstd.parquet",
        Map.of("event_date", "2024-03-01"),
        10_000,
        1_709_272_800_000L + offset,
        1,
        STATS);
  }

  /** Deletes it, once a checkpoint that is under way is done. */
  @Override
  public void close() throws IOException {
    Path folder = logs.root(EventsTable.DEFINITION).getParent();
    logs.close();
    try (FileSystem storage = folder.getFileSystem(logs.hadoop())) {
      storage.delete(folder, true);
    }
  }
}
