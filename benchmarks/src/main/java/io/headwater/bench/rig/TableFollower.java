package io.headwater.bench.rig;

import io.headwater.sink.delta.SinkTransactionId;
import io.headwater.sink.delta.log.EntryReader;
import io.headwater.sink.delta.log.LogAction;
import io.headwater.sink.delta.log.LogAction.Info;
import io.headwater.sink.delta.log.LogName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One table of a sink, as whoever reads its log sees it grow, entry by entry. A look that finds
 * nothing new costs one question to the file system. For use by one thread.
 */
public final class TableFollower {

  /** What Delta calls a commit that brings rows; those that rewrite files bring none. */
  private static final String APPEND = "STREAMING UPDATE";

  private final Path log;
  private final String sinkId;
  private final Map<String, Long> transactions = new HashMap<>();
  private long version;
  private long rows;

  /**
   * @param table its folder, which need not be there yet
   * @param sinkId whose progress is asked for
   */
  TableFollower(Path table, String sinkId) {
    this.log = table.resolve(LogName.FOLDER);
    this.sinkId = sinkId;
  }

  /**
   * Reads what entries came since the last look.
   *
   * @return whether there were any
   */
  public boolean look() {
    boolean news = false;
    try {
      for (Path entry = entry(); Files.exists(entry); entry = entry()) {
        EntryReader.read(Files.readAllLines(entry).iterator(), this::take);
        version++;
        news = true;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return news;
  }

  private Path entry() {
    return log.resolve(LogName.entry(version));
  }

  private void take(LogAction action) {
    if (action instanceof LogAction.Progress progress) {
      transactions.put(progress.appId(), progress.version());
    } else if (action instanceof Info info && info.operation().equals(APPEND)) {
      rows += info.metric("numOutputRows").orElse(0);
    }
  }

  /** Rows that came into the table. */
  public long rows() {
    return rows;
  }

  /**
   * Of a partition of the topic, the offset after the last whose row is in the table; 0 when the
   * sink has got nowhere yet.
   */
  public long next(TopicPartition partition) {
    return transactions.getOrDefault(
        new SinkTransactionId(sinkId, partition.topic(), partition.partition()).appId(), 0L);
  }
}
