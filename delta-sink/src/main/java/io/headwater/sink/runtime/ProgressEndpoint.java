package io.headwater.sink.runtime;

import io.headwater.sink.worker.CommitReport;
import io.headwater.sink.worker.CommitReport.Move;
import io.headwater.sink.worker.TableProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/sinkprogress}: what a streaming query would tell about its last progress: each
 * table's state, its last hundred flushes, what waits and how far behind the topic it is.
 */
@Endpoint(id = "sinkprogress")
final class ProgressEndpoint {

  private final String sinkId;
  private final SinkProgress progress;

  ProgressEndpoint(String sinkId, SinkProgress progress) {
    this.sinkId = sinkId;
    this.progress = progress;
  }

  record Progress(String sinkId, @Nullable String broker, List<Table> tables) {}

  record Table(
      String table,
      String topic,
      String state,
      String reason,
      Instant since,
      long rowsCommitted,
      long filesCommitted,
      long bytesCommitted,
      @Nullable Long lag,
      @Nullable Double lagSeconds,
      long bufferedRows,
      long bufferedBytes,
      @Nullable Instant oldestUnflushed,
      Map<Integer, Long> nextOffsets,
      List<Flush> recentFlushes) {}

  record Flush(
      Instant at,
      long version,
      long rows,
      int files,
      long bytes,
      long writeMillis,
      long commitMillis,
      long unreadRecords,
      List<Offsets> offsets) {}

  record Offsets(int partition, long from, long to) {}

  /** Everything; broker is null while the broker answers. */
  @ReadOperation
  public Progress progress() {
    return new Progress(
        sinkId,
        progress.brokerSilence().orElse(null),
        progress.tables().stream().map(this::table).toList());
  }

  private Table table(TableProgress table) {
    Map<Integer, Long> offsets = new TreeMap<>();
    table.committed().forEach((partition, next) -> offsets.put(partition.partition(), next));
    return new Table(
        table.table(),
        table.topic(),
        StateText.of(table.state()),
        table.state().reason(),
        table.state().since(),
        table.rows(),
        table.files(),
        table.bytes(),
        progress.lag(table).stream().boxed().findFirst().orElse(null),
        progress.lagAge(table).map(age -> age.toMillis() / 1_000.0).orElse(null),
        table.buffered().rows(),
        table.buffered().bytes(),
        table.buffered().since().orElse(null),
        offsets,
        table.recentFlushes().stream().map(ProgressEndpoint::flush).toList());
  }

  private static Flush flush(CommitReport commit) {
    return new Flush(
        commit.at(),
        commit.version(),
        commit.rows(),
        commit.files(),
        commit.bytes(),
        commit.write().toMillis(),
        commit.commit().toMillis(),
        commit.unread(),
        commit.moves().stream().map(ProgressEndpoint::offsets).toList());
  }

  private static Offsets offsets(Move move) {
    return new Offsets(move.partition(), move.from(), move.to());
  }
}
