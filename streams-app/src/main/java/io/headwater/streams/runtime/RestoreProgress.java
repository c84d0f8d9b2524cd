package io.headwater.streams.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How much of the local state has yet to be read back from the broker. Hears it from Kafka Streams,
 * on its threads; tells {@link StreamStatus} and the metrics.
 */
final class RestoreProgress implements StateRestoreListener {

  private final StreamStatus status;
  private final Counter restored;
  private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();

  RestoreProgress(StreamStatus status, MeterRegistry registry) {
    this.status = status;
    restored =
        Counter.builder("headwater.stream.restored")
            .description("Records of state read back from the broker")
            .register(registry);
    Gauge.builder("headwater.stream.restore.stores", remaining, Map::size)
        .description("Stores of all tasks whose state is being read back")
        .register(registry);
    Gauge.builder("headwater.stream.restore.remaining", this, RestoreProgress::remaining)
        .description("Records of state that have yet to be read back")
        .register(registry);
  }

  /** Records of all stores that have yet to be read back. */
  long remaining() {
    return remaining.values().stream().mapToLong(each -> Math.max(0, each)).sum();
  }

  /**
   * The stream runs, so nothing is being read back: Kafka Streams does not tell of what a thread
   * that died left, and that would be shown for ever.
   */
  void over() {
    remaining.clear();
    status.restoring(0);
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    remaining.put(partition, to - from);
    status.restoring(remaining.size());
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long offset, long records) {
    restored.increment((double) records);
    remaining.computeIfPresent(partition, (changelog, left) -> left - records);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    ended(partition);
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    ended(partition);
  }

  private void ended(TopicPartition partition) {
    remaining.remove(partition);
    status.restoring(remaining.size());
  }
}
