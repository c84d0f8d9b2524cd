package io.headwater.bench.latency;

import io.headwater.bench.rig.TableFollower;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks for new commits of a table on a thread of its own. A row is visible as soon as the entry
 * that brings it can be read; it is taken for visible when it was.
 */
final class RowWatch implements AutoCloseable {

  /** What is added to a latency at most, besides the reading of an entry. */
  static final Duration LOOK = Duration.ofMillis(2);

  private final TableFollower table;
  private final List<TopicPartition> partitions;
  private final RowLatencies latencies;
  private final long start;
  private final Thread thread = new Thread(this::look, "row-watch");
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private volatile boolean ended;

  /**
   * @param table not looked at by anybody else from now on
   * @param partitions of the topic its rows come from
   * @param start of the schedule by {@link System#nanoTime}
   */
  RowWatch(
      TableFollower table, List<TopicPartition> partitions, RowLatencies latencies, long start) {
    this.table = table;
    this.partitions = List.copyOf(partitions);
    this.latencies = latencies;
    this.start = start;
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    try {
      while (!ended) {
        if (table.look()) {
          long now = System.nanoTime() - start;
          partitions.forEach(
              partition -> latencies.visible(partition.partition(), table.next(partition), now));
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  /**
   * Ends what cannot succeed any more.
   *
   * @throws RuntimeException what has ended the watch
   */
  void requireAlive() {
    RuntimeException ended = failure.get();
    if (ended != null) {
      throw ended;
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
