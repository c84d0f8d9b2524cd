package io.headwater.sink.delta;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.testkit.FaultyLogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** Tables in a folder of a test, and data files for which only the log matters. */
final class TestTables {

  static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  static final TopicPartition P0 = new TopicPartition(EVENTS.topic(), 0);
  static final TopicPartition P1 = new TopicPartition(EVENTS.topic(), 1);

  private final Path base;
  private final FaultyLogStore.Faults faults = new FaultyLogStore.Faults();

  TestTables(Path base) {
    this.base = base;
  }

  TableLogs of(String sinkId) {
    return TableLogs.of(DeltaSettings.at(base.toString(), faults.hadoop()), sinkId);
  }

  TableLog events(String sinkId) throws IOException {
    return of(sinkId).open(EVENTS);
  }

  TableLog events() throws IOException {
    return events("headwater");
  }

  void next(FaultyLogStore.Fault fault) {
    faults.next(fault);
  }

  void tearNextRead() {
    faults.tearNextRead();
  }

  void mend() {
    faults.mend();
  }

  Path folder() {
    return base.resolve(EVENTS.name());
  }

  Path folder(DataFile file) {
    return folder().resolve(file.relativePath());
  }

  DataFile file(long rows) {
    String path = "event_date=2024-05-01/part-" + UUID.randomUUID() + ".parquet";
    try {
      Path target = folder().resolve(path);
      Files.createDirectories(target.getParent());
      Files.writeString(target, "rows");
      return new DataFile(
          path,
          Map.of("event_date", "2024-05-01"),
          4,
          1_700_000_000_000L,
          rows,
          "{\"numRecords\":" + rows + "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OffsetAdvance first(TopicPartition partition, long next) {
    return new OffsetAdvance(partition, OptionalLong.empty(), next);
  }

  static OffsetAdvance moved(TopicPartition partition, long expected, long next) {
    return new OffsetAdvance(partition, OptionalLong.of(expected), next);
  }
}
