package io.headwater.quickstart.demo;

import io.headwater.quickstart.cli.TopicTail;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Measures, as a reader of the enriched topic would see it, how long an event takes: from the
 * record timestamp its producer gave it to the moment a {@code read_committed} consumer holds the
 * result.
 *
 * <p>Reads on a thread of its own from the topic's end on. The {@link Recorder} is the only thing
 * both threads touch, and is made for that.
 */
final class LatencyProbe implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long HIGHEST_MILLIS = Duration.ofHours(1).toMillis();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final InstantSource clock;
  private final Recorder recorder = new Recorder(HIGHEST_MILLIS, 3);
  private final Histogram total = new Histogram(HIGHEST_MILLIS, 3);
  private final Thread thread;

  LatencyProbe(String bootstrapServers, String topic, InstantSource clock) {
    this.clock = clock;
    consumer =
        TopicTail.of(
            bootstrapServers,
            List.of(topic),
            Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
    thread = new Thread(this::measure, "latency-probe");
    thread.setDaemon(true);
    thread.start();
  }

  private void measure() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          long millis = clock.millis() - record.timestamp();
          recorder.recordValue(Math.min(Math.max(millis, 0), HIGHEST_MILLIS));
        }
      }
    } catch (WakeupException e) {
      // close() asks for the end this way
    }
  }

  /** Latencies in milliseconds since the last call; only one thread may call. */
  Histogram sinceLastCall() {
    Histogram interval = recorder.getIntervalHistogram();
    total.add(interval);
    return interval;
  }

  /** Latencies in milliseconds of all intervals handed out so far. */
  Histogram total() {
    return total;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
