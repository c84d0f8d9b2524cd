package io.headwater.sink.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A flush whose commit landed.
 *
 * @param version of the table
 * @param bytes of the files it added
 * @param write how long its files took; zero when an earlier attempt had written them
 * @param commit how long the entry in the table's log took, the entries of others read before it
 *     included
 * @param moves how far it took each topic partition
 * @param unread records of the topic that this worker had not read by then
 */
public record CommitReport(
    Instant at,
    long version,
    long rows,
    int files,
    long bytes,
    Duration write,
    Duration commit,
    List<Move> moves,
    long unread) {

  public CommitReport {
    moves = List.copyOf(moves);
  }

  /**
   * What a flush did to one topic partition.
   *
   * @param from the next offset before
   * @param to the next offset after it
   */
  public record Move(int partition, long from, long to) {}
}
