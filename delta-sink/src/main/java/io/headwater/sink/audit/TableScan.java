package io.headwater.sink.audit;

import io.headwater.model.Scope;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableSnapshot;
import io.headwater.sink.gaps.Lives;
import io.headwater.sink.gaps.RecordedGap;
import io.headwater.sink.parquet.Cells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a table's newest version: the lineage of every row, from the data files themselves, because
 * statistics could not tell a row that is there twice; and of other columns no more than is
 * counted.
 */
final class TableScan {

  private static final String ONE_MINUTE = "1m";
  private static final String ORIGIN_TOPIC = "origin_topic";
  private static final String INGESTED_AT = "ingested_at";

  private final TableSource source;
  private final OriginLedger origins;

  TableScan(TableSource source, OriginLedger origins) {
    this.source = source;
    this.origins = origins;
  }

  /**
   * @throws IOException when the table's log cannot be read; a data file that cannot be read is a
   *     finding
   */
  TableContents scan(TableDefinition table, Collection<TopicPartition> partitions)
      throws IOException {
    Optional<TableSnapshot> snapshot = source.snapshot(table, partitions);
    if (snapshot.isEmpty()) {
      return new TableContents(snapshot, List.of());
    }
    List<RecordedGap> gaps = passed(source.gaps(table), snapshot.get());
    TableContents contents = new TableContents(snapshot, gaps);
    Lives lives = Lives.of(gaps, table.topic());
    for (ActiveFile file : snapshot.get().files()) {
      scan(table, file, lives, contents);
    }
    return contents;
  }

  /** A gap that was recorded since, or just before somebody was killed, is still to be passed. */
  private static List<RecordedGap> passed(List<RecordedGap> gaps, TableSnapshot snapshot) {
    return gaps.stream()
        .filter(gap -> gap.number() <= snapshot.offsets().incarnation(gap.gap().partition()).gaps())
        .toList();
  }

  private void scan(TableDefinition table, ActiveFile file, Lives lives, TableContents contents) {
    List<String> columns = columns(table);
    Consumer<Cells> visitor = visitor(table, file, contents);
    try {
      long rows =
          lives.isOne()
              ? source.read(table, file, columns, visitor)
              : source.read(
                  table, file, withIngestion(columns), sorted(lives, columns, visitor, contents));
      checkStatistics(table, file, rows, contents);
    } catch (IOException e) {
      contents.problem(
          "Table %s: data file %s cannot be read: %s"
              .formatted(table.name(), file.path(), e.getMessage()));
    }
  }

  private static List<String> withIngestion(List<String> columns) {
    List<String> all = new ArrayList<>(columns);
    all.add(INGESTED_AT);
    return all;
  }

  /** Shows only rows of the topic as it is now, and puts the others aside. */
  private Consumer<Cells> sorted(
      Lives lives, List<String> columns, Consumer<Cells> visitor, TableContents contents) {
    return row -> {
      int partition = (int) row.number(0);
      int later = lives.after(partition, row.number(1), row.number(columns.size()));
      if (later == 0) {
        visitor.accept(row);
        return;
      }
      contents.older(partition, row.number(1), later);
      if (columns.contains(ORIGIN_TOPIC)) {
        origins.older(row.text(2), (int) row.number(3), row.number(4));
      }
    };
  }

  private static List<String> columns(TableDefinition table) {
    return switch (table.name()) {
      case TableCatalog.EVENTS ->
          List.of(
              TableCatalog.KAFKA_PARTITION,
              TableCatalog.KAFKA_OFFSET,
              ORIGIN_TOPIC,
              "origin_partition",
              "origin_offset",
              "late");
      case TableCatalog.REJECTED_EVENTS ->
          List.of(
              TableCatalog.KAFKA_PARTITION,
              TableCatalog.KAFKA_OFFSET,
              ORIGIN_TOPIC,
              "origin_partition",
              "origin_offset");
      case TableCatalog.AGGREGATES ->
          List.of(TableCatalog.KAFKA_PARTITION, TableCatalog.KAFKA_OFFSET, "scope", "count");
      default -> List.of(TableCatalog.KAFKA_PARTITION, TableCatalog.KAFKA_OFFSET);
    };
  }

  private Consumer<Cells> visitor(TableDefinition table, ActiveFile file, TableContents contents) {
    return switch (table.name()) {
      case TableCatalog.EVENTS ->
          row -> {
            lineage(row, contents);
            origins.event(row.text(2), (int) row.number(3), row.number(4));
            if (row.number(5) != 0) {
              contents.lateEvent();
            }
          };
      case TableCatalog.REJECTED_EVENTS ->
          row -> {
            lineage(row, contents);
            origins.rejected(row.text(2), (int) row.number(3), row.number(4));
          };
      case TableCatalog.AGGREGATES -> {
        boolean oneMinute = ONE_MINUTE.equals(file.partitionValues().get("window_type"));
        yield row -> {
          lineage(row, contents);
          if (oneMinute && row.text(2).equals(Scope.SENSOR.text())) {
            contents.eventsInMinute(row.number(3));
          }
        };
      }
      default -> row -> lineage(row, contents);
    };
  }

  private static void lineage(Cells row, TableContents contents) {
    contents.row((int) row.number(0), row.number(1));
  }

  private static void checkStatistics(
      TableDefinition table, ActiveFile file, long rows, TableContents contents) {
    OptionalLong told = file.rows();
    if (told.isEmpty()) {
      contents.problem(
          "Table %s: data file %s has no statistics that say how many rows it has"
              .formatted(table.name(), file.path()));
    } else if (told.getAsLong() != rows) {
      contents.problem(
          "Table %s: data file %s has %d rows, but its statistics say %d"
              .formatted(table.name(), file.path(), rows, told.getAsLong()));
    }
  }
}
