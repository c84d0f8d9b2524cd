package io.headwater.sink.audit;

import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.CommittedOffsets;
import io.headwater.sink.delta.TableSnapshot;
import io.headwater.sink.gaps.RecordedGap;
import io.headwater.sink.parquet.Cells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Tables in memory, each of files of rows, each row a value by column. */
final class FakeTables implements TableSource {

  private final Map<String, Table> tables = new HashMap<>();

  private static final class Table {
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Incarnation> incarnations = new HashMap<>();
    private final List<RecordedGap> gaps = new ArrayList<>();
    private final List<ActiveFile> files = new ArrayList<>();
    private final Map<String, List<Map<String, Object>>> rows = new HashMap<>();
  }

  void create(String table) {
    tables.put(table, new Table());
  }

  /** Adds a file whose statistics are right. */
  void add(String table, Map<String, String> partition, List<Map<String, Object>> rows) {
    add(table, partition, rows, "{\"numRecords\":" + rows.size() + "}");
  }

  void add(
      String table, Map<String, String> partition, List<Map<String, Object>> rows, String stats) {
    Table to = tables.get(table);
    String path = "part-" + to.files.size();
    to.files.add(new ActiveFile(path, partition, 1, 0, stats));
    to.rows.put(path, rows);
  }

  /** Makes a file the log names unreadable. */
  void lose(String table, String path) {
    tables.get(table).rows.remove(path);
  }

  void next(String table, String topic, long offset) {
    tables.get(table).next.put(new TopicPartition(topic, 0), offset);
  }

  /** What the table says its offsets are counted in. */
  void incarnation(String table, String topic, Incarnation incarnation) {
    tables.get(table).incarnations.put(new TopicPartition(topic, 0), incarnation);
  }

  void gap(String table, RecordedGap gap) {
    tables.get(table).gaps.add(gap);
  }

  @Override
  public List<RecordedGap> gaps(TableDefinition table) {
    return tables.get(table.name()).gaps;
  }

  @Override
  public Optional<TableSnapshot> snapshot(
      TableDefinition table, Collection<TopicPartition> partitions) {
    return Optional.ofNullable(tables.get(table.name()))
        .map(
            found ->
                new TableSnapshot(
                    found.files, new CommittedOffsets(7, found.next, found.incarnations)));
  }

  @Override
  public long read(
      TableDefinition table, ActiveFile file, List<String> columns, Consumer<Cells> visitor)
      throws IOException {
    List<Map<String, Object>> rows = tables.get(table.name()).rows.get(file.path());
    if (rows == null) {
      throw new IOException("no such file");
    }
    for (Map<String, Object> row : rows) {
      visitor.accept(
          new Cells() {
            @Override
            public boolean isNull(int column) {
              return false;
            }

            @Override
            public double real(int column) {
              throw new IllegalArgumentException("An audit reads no fractions.");
            }

            @Override
            public long number(int column) {
              return ((Number) row.get(columns.get(column))).longValue();
            }

            @Override
            public String text(int column) {
              return (String) row.get(columns.get(column));
            }
          });
    }
    return rows.size();
  }
}
