package io.headwater.sink.gaps;

import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.CommitOutcome;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.parquet.DataFileReader;
import io.headwater.sink.parquet.TableFileWriter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The gaps of one sink, in the table {@link GapTable}. That table is created with the first of
 * them. Safe for use by several threads and processes.
 *
 * <p>A gap is written before the table that has it goes on. So whoever is killed in between finds
 * it recorded the next time, and it is recorded once: of two who write, one commit lands.
 */
public final class GapLedger {

  /** Others record gaps of the same partition only while it changes hands. */
  private static final int ATTEMPTS = 5;

  private final TableLogs tables;
  private final String sinkId;
  private final InstantSource clock;

  /**
   * @param tables of the sink whose gaps these are
   */
  public GapLedger(TableLogs tables, InstantSource clock) {
    this.tables = tables;
    this.sinkId = tables.sinkId();
    this.clock = clock;
  }

  /**
   * Records a gap, unless it is there already.
   *
   * @param latestIngestion when the newest row of the table was ingested, milliseconds since the
   *     epoch, rounded down; anything before all of them if there is none
   * @return the gap as it is recorded: when it was recorded by an attempt that was cut short, the
   *     topic may have changed since, and what counts is what was written then
   * @throws IOException when storage does not do its part; may be repeated
   */
  public RecordedGap record(Gap gap, long latestIngestion) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<RecordedGap> all = of(gap.table(), gap.partition().partition());
      Optional<RecordedGap> same = all.stream().filter(one -> isSame(one, gap)).reduce((a, b) -> b);
      if (same.isPresent()) {
        return same.get();
      }
      long last = all.stream().mapToLong(RecordedGap::number).max().orElse(0);
      long now = clock.millis();
      RecordedGap recorded =
          new RecordedGap(
              gap, Math.max(last, gap.before().gaps()) + 1, Math.max(now, latestIngestion + 1));
      if (write(recorded, now)) {
        return recorded;
      }
    }
    throw new IOException(
        "Table %s is being changed all the time".formatted(tables.root(GapTable.definition())));
  }

  /**
   * All gaps of this sink in one table, by partition and number.
   *
   * @throws IOException when storage does not answer
   */
  public List<RecordedGap> of(String table) throws IOException {
    Optional<TableLog> log = tables.existing(GapTable.definition());
    if (log.isEmpty()) {
      return List.of();
    }
    DataFileReader reader = new DataFileReader(tables.root(GapTable.definition()), tables.hadoop());
    List<RecordedGap> gaps = new ArrayList<>();
    for (ActiveFile file : log.get().snapshot(List.of()).files()) {
      reader.read(
          file.path(),
          GapRows.COLUMNS,
          row -> {
            if (row.text(0).equals(sinkId) && row.text(1).equals(table)) {
              gaps.add(GapRows.read(row));
            }
          });
    }
    gaps.sort(
        Comparator.comparingInt((RecordedGap gap) -> gap.gap().partition().partition())
            .thenComparingLong(RecordedGap::number));
    return gaps;
  }

  private List<RecordedGap> of(String table, int partition) throws IOException {
    return of(table).stream()
        .filter(gap -> gap.gap().partition().partition() == partition)
        .toList();
  }

  /** Recorded, and the table has not passed it: its number is beyond what the table has passed. */
  private static boolean isSame(RecordedGap recorded, Gap gap) {
    return recorded.number() > gap.before().gaps()
        && recorded.gap().partition().equals(gap.partition())
        && recorded.gap().first() == gap.first()
        && recorded.gap().before().equals(gap.before());
  }

  /** False when somebody else has written a gap of the same partition since. */
  private boolean write(RecordedGap recorded, long now) throws IOException {
    TableLog log = tables.open(GapTable.definition());
    TopicPartition place =
        new TopicPartition(recorded.gap().table(), recorded.gap().partition().partition());
    OptionalLong last = log.committed(List.of(place)).next(place);
    if (last.orElse(0) >= recorded.number()) {
      return false;
    }
    List<DataFile> files =
        new TableFileWriter(
                GapTable.definition(), tables.root(GapTable.definition()), tables.hadoop())
            .write(List.of(GapRows.write(sinkId, recorded, now)));
    try {
      CommitOutcome outcome =
          log.append(files, List.of(new OffsetAdvance(place, last, recorded.number())));
      return outcome instanceof Committed || outcome instanceof AlreadyApplied;
    } catch (IOException | RuntimeException e) {
      log.discard(files);
      throw e;
    }
  }
}
