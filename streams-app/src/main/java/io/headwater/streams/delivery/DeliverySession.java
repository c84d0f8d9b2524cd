package io.headwater.streams.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the alerts topic for one courier: takes no more than there is room for, commits what is
 * settled, and gives partitions back in good order. It polls all the time, so the group does not
 * miss it while a webhook is down.
 */
final class DeliverySession implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(DeliverySession.class);

  /**
   * Records of one partition that cannot be committed, because they are not settled, or one before
   * them is not: no more are read before it is half of that. So a restart posts no more than these
   * again, and those of one poll; the price is that one alert that is tried for long holds up what
   * comes so far behind it.
   */
  static final int MOST_UNCOMMITTED = 500;

  /** Event Hubs takes four commits a second for a partition. */
  private static final long COMMIT_EACH_NANOS = Duration.ofMillis(500).toNanos();

  private static final Duration IDLE = Duration.ofMillis(250);
  private static final Duration EXPECTING = Duration.ofMillis(10);
  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(3);

  private final Consumer<byte[], byte[]> consumer;
  private final Courier courier;
  private final Beginnings beginnings;
  private final Duration patience;
  private long lastCommit = System.nanoTime();

  /**
   * @param patience how long requests in flight may take when their partition is given back
   */
  DeliverySession(
      Consumer<byte[], byte[]> consumer,
      Courier courier,
      Beginnings beginnings,
      Duration patience) {
    this.consumer = consumer;
    this.courier = courier;
    this.beginnings = beginnings;
    this.patience = patience;
  }

  /** Until {@code stopped}; closing the consumer afterwards commits what came back meanwhile. */
  void run(String topic, CountDownLatch stopped) {
    beginnings.look(consumer, topic);
    consumer.subscribe(List.of(topic), this);
    while (stopped.getCount() > 0) {
      try {
        consumer.poll(courier.isExpecting() ? EXPECTING : IDLE).forEach(courier::take);
      } catch (OffsetOutOfRangeException gone) {
        goOn(gone.offsetOutOfRangePartitions());
      }
      courier.work();
      controlFlow();
      commitNowAndThen();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    beginnings.see(consumer, partitions).forEach(courier.ledger()::begin);
  }

  /** Waits for what is in flight, so that the next owner does not overtake it. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      courier.finish(partitions, patience);
      partitions.forEach(this::noteReached);
      Map<TopicPartition, OffsetAndMetadata> settled = courier.ledger().toCommit();
      if (!settled.isEmpty()) {
        consumer.commitSync(settled, COMMIT_WITHIN);
        courier.ledger().committed(settled);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      courier.drop(partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    courier.drop(partitions);
  }

  private void controlFlow() {
    Set<TopicPartition> paused = consumer.paused();
    for (TopicPartition partition : consumer.assignment()) {
      int uncommitted = courier.ledger().uncommitted(partition);
      if (uncommitted >= MOST_UNCOMMITTED && !paused.contains(partition)) {
        consumer.pause(List.of(partition));
      } else if (uncommitted <= MOST_UNCOMMITTED / 2 && paused.contains(partition)) {
        consumer.resume(List.of(partition));
      }
    }
  }

  private void commitNowAndThen() {
    if (System.nanoTime() - lastCommit < COMMIT_EACH_NANOS) {
      return;
    }
    consumer.assignment().forEach(this::noteReached);
    Map<TopicPartition, OffsetAndMetadata> settled = courier.ledger().toCommit();
    if (!settled.isEmpty()) {
      lastCommit = System.nanoTime();
      consumer.commitAsync(
          settled,
          (offsets, failure) -> {
            if (failure == null) {
              courier.ledger().committed(offsets);
            } else {
              log.debug("A commit failed; the next one makes up for it", failure);
            }
          });
    }
  }

  private void noteReached(TopicPartition partition) {
    courier.ledger().reached(partition, consumer.position(partition));
  }

  /** What waits of a partition that has lost its end, or is another one now, is void. */
  private void goOn(Map<TopicPartition, Long> gone) {
    Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
    gone.forEach(
        (partition, position) ->
            wanted.put(
                partition,
                new OffsetAndMetadata(
                    position, courier.ledger().committable(partition).metadata())));
    beginnings
        .seek(consumer, wanted)
        .forEach(
            (partition, found) -> {
              if (found.offset() < gone.get(partition)) {
                courier.drop(List.of(partition));
              }
              courier.ledger().begin(partition, found);
            });
  }
}
