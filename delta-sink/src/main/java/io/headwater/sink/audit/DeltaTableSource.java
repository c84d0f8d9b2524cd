package io.headwater.sink.audit;

import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.IncompatibleTable;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.TableSnapshot;
import io.headwater.sink.gaps.GapLedger;
import io.headwater.sink.gaps.RecordedGap;
import io.headwater.sink.parquet.Cells;
import io.headwater.sink.parquet.DataFileReader;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The tables where they are. */
final class DeltaTableSource implements TableSource {

  private final TableLogs logs;

  DeltaTableSource(TableLogs logs) {
    this.logs = logs;
  }

  @Override
  public Optional<TableSnapshot> snapshot(
      TableDefinition table, Collection<TopicPartition> partitions) throws IOException {
    try {
      Optional<TableLog> log = logs.existing(table);
      return log.isPresent() ? Optional.of(log.get().snapshot(partitions)) : Optional.empty();
    } catch (IncompatibleTable e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public List<RecordedGap> gaps(TableDefinition table) throws IOException {
    return new GapLedger(logs, InstantSource.system()).of(table.name());
  }

  @Override
  public long read(
      TableDefinition table, ActiveFile file, List<String> columns, Consumer<Cells> visitor)
      throws IOException {
    return new DataFileReader(logs.root(table), logs.hadoop()).read(file.path(), columns, visitor);
  }
}
