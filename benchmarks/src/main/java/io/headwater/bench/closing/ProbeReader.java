package io.headwater.bench.closing;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.quickstart.cli.TopicTail;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Takes down how long each live event took to come out of the stream: from the moment it was due to
 * be sent to the moment a reader of results that need not be committed has it. So a pause of the
 * sender counts, and waiting for a commit doesn't.
 *
 * <p>Reads on a thread of its own from the topic's end on.
 */
final class ProbeReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MOST = ProbePlan.number(Duration.ofMinutes(10));
  private static final long NOT_YET = -1;

  private final ProbePlan plan;
  private final long start;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EnrichedEventJson json = new EnrichedEventJson();
  private final Thread thread = new Thread(this::read, "probe-reader");
  private final long[] latencyNanos = new long[MOST];
  private final AtomicInteger received = new AtomicInteger();

  /**
   * @param start by {@link System#nanoTime}, as the sender's
   */
  ProbeReader(ProbePlan plan, String bootstrapServers, String topic, long start) {
    this.plan = plan;
    this.start = start;
    Arrays.fill(latencyNanos, NOT_YET);
    consumer =
        TopicTail.of(
            bootstrapServers,
            List.of(topic),
            Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted"));
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(json.decode(record.value()), System.nanoTime());
        }
      }
    } catch (WakeupException e) {
      // finish() asks for the end this way
    }
  }

  private void take(EnrichedEvent enriched, long at) {
    if (!ProbePlan.isProbe(enriched.event().sensorId())) {
      return;
    }
    int number = plan.numberAt(enriched.event().eventTime());
    if (latencyNanos[number] == NOT_YET) { // an aborted transaction's event comes twice
      latencyNanos[number] = at - start - plan.dueNanos(number);
      received.incrementAndGet();
    }
  }

  /** How many events it has, of whatever number. */
  int received() {
    return received.get();
  }

  /** Stops reading; what it has can be asked for then. */
  void finish() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finish();
  }

  /** The latencies of the events from one number up to another; to be asked when it has ended. */
  Latencies latencies(int from, int to) {
    return Latencies.of(Arrays.stream(latencyNanos, from, to).filter(nanos -> nanos != NOT_YET));
  }
}
