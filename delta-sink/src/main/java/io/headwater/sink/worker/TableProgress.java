package io.headwater.sink.worker;

import io.headwater.sink.batch.Buffered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one table is, at one moment. Counts are of this process, since its start.
 *
 * @param buffered what was read and not committed yet
 * @param committed by partition this worker reads: the next offset to read by the table's account
 * @param newestRecord the newest record timestamp this worker read; empty when it read nothing
 * @param recentFlushes the newest last
 */
public record TableProgress(
    String table,
    String topic,
    WorkerState state,
    long rows,
    long files,
    long bytes,
    Buffered buffered,
    Map<TopicPartition, Long> committed,
    Optional<Instant> newestRecord,
    List<CommitReport> recentFlushes) {

  public TableProgress {
    committed = Map.copyOf(committed);
    recentFlushes = List.copyOf(recentFlushes);
  }
}
