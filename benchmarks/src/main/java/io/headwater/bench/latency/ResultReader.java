package io.headwater.bench.latency;

import io.headwater.bench.rig.StreamProcess;
import io.headwater.quickstart.cli.TopicTail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what comes out of a stream as its readers do, committed only, and takes down when. All
 * records of a poll have arrived when the poll returns.
 *
 * <p>Reads on a thread of its own from the topics' ends on. Of the enriched events only some are
 * looked at: to take all of them apart would take the cores that are measured.
 */
final class ResultReader implements AutoCloseable {

  /** One enriched event in so many is looked at. */
  static final int SAMPLE = 10;

  private static final Duration POLL = Duration.ofMillis(100);

  private final StreamProcess stream;
  private final long start;
  private final ResultLatencies latencies;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::read, "result-reader");
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final AtomicLong enriched = new AtomicLong();
  private volatile long lastNews = System.nanoTime();

  /**
   * @param start of the schedule by {@link System#nanoTime}
   */
  ResultReader(
      String bootstrapServers, StreamProcess stream, ResultLatencies latencies, long start) {
    this.stream = stream;
    this.start = start;
    this.latencies = latencies;
    consumer =
        TopicTail.of(
            bootstrapServers,
            List.of(stream.enriched(), stream.anomalies(), stream.alerts()),
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000));
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        long now = System.nanoTime();
        if (!records.isEmpty()) {
          lastNews = now;
          records.forEach(record -> take(record, now - start));
        }
      }
    } catch (WakeupException e) {
      // finish() asks for the end this way
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, long now) {
    if (record.topic().equals(stream.anomalies())) {
      latencies.anomaly(record.value(), now);
    } else if (record.topic().equals(stream.alerts())) {
      latencies.alert(record.value(), now);
    } else {
      enriched.incrementAndGet();
      if (record.offset() % SAMPLE == 0) {
        latencies.enriched(record, now);
      }
    }
  }

  /** How many enriched events it has read. */
  long enriched() {
    return enriched.get();
  }

  /** How long nothing has come. */
  Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastNews);
  }

  /**
   * Stops reading; the latencies are complete then.
   *
   * @throws RuntimeException what had ended it before
   */
  void finish() {
    close();
    RuntimeException ended = failure.get();
    if (ended != null) {
      throw ended;
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
