package io.headwater.sink.maintain;

import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.parquet.TableFileWriter;
import io.headwater.sink.testkit.FaultyLogStore;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The events table, flushed to in small files as a sink would. */
final class SmallFiles {

  static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);

  /** Noon of the day of all events, so that their partition is open. */
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final TopicPartition P0 = new TopicPartition(EVENTS.topic(), 0);

  private final Path base;
  private final FaultyLogStore.Faults faults = new FaultyLogStore.Faults();
  private final TableLogs logs;
  private final TableLog log;
  private final RowMapper mapper = new RowMapper(EVENTS);
  private long next;

  SmallFiles(Path base) throws IOException {
    this.base = base;
    logs = TableLogs.of(DeltaSettings.at(base.toString(), faults.hadoop()), "headwater");
    log = logs.open(EVENTS);
  }

  FaultyLogStore.Faults faults() {
    return faults;
  }

  TableLogs logs() {
    return logs;
  }

  TableLog log() {
    return log;
  }

  Compactor compactor(CompactionPolicy policy) throws IOException {
    return new Compactor(EVENTS, logs.root(EVENTS), logs.hadoop(), policy, () -> NOON);
  }

  void flush(int count) throws IOException {
    OptionalLong from = next == 0 ? OptionalLong.empty() : OptionalLong.of(next);
    List<DataFile> files = write(count);
    log.append(files, List.of(new OffsetAdvance(P0, from, next)));
  }

  /** Puts a file of {@code count} rows in place of another, behind the log's back. */
  void flushFileOf(int count, Path inPlaceOf) throws IOException {
    Files.move(path(write(count).get(0)), inPlaceOf, StandardCopyOption.REPLACE_EXISTING);
  }

  List<ActiveFile> files() throws IOException {
    return log.snapshot(List.of()).files();
  }

  /** As an independent reader sees them. */
  List<Map<String, Object>> rows() {
    return new ArrayList<>(new KernelReader(base.resolve(EVENTS.name())).rows());
  }

  Path path(ActiveFile file) {
    return base.resolve(EVENTS.name()).resolve(file.path());
  }

  Path path(DataFile file) {
    return base.resolve(EVENTS.name()).resolve(file.relativePath());
  }

  /** Committed or not. */
  long dataFiles() throws IOException {
    try (Stream<Path> all = Files.walk(base.resolve(EVENTS.name()))) {
      return all.filter(file -> file.getFileName().toString().startsWith("part-")).count();
    }
  }

  private List<DataFile> write(int count) throws IOException {
    EnrichedEventJson json = new EnrichedEventJson();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] value = json.encode(Records.reading("sensor-" + next % 7, "2026-01-01T00:00:00Z", i));
      rows.add(mapper.map(Records.at(EVENTS.topic(), 0, next++, value), 0));
    }
    return new TableFileWriter(EVENTS, logs.root(EVENTS), logs.hadoop()).write(rows);
  }
}
