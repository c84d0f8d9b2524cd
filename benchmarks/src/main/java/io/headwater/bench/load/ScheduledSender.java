package io.headwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import io.headwater.quickstart.cli.CommandFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the events of a schedule, on the calling thread. */
public final class ScheduledSender {

  /** How long a record may wait for others, as a gateway of many devices would let it. */
  public static final Duration LINGER = Duration.ofMillis(2);

  /** Shorter pauses are not worth a thread's sleep: events come in little bursts instead. */
  private static final long LEAST_PAUSE_NANOS = 500_000;

  private final String bootstrapServers;
  private final String topic;
  private final Schedule schedule;
  private final LiveLoad load;
  private final SensorEventJson json = new SensorEventJson();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public ScheduledSender(String bootstrapServers, String topic, Schedule schedule, LiveLoad load) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.schedule = schedule;
    this.load = load;
  }

  /**
   * Sends all events, each as soon as it is due, and waits until the broker has them.
   *
   * @param start of the schedule by {@link System#nanoTime}
   * @param atMeasured is run once, when the first event that counts is due
   * @return how far sending was behind the schedule at most
   * @throws CommandFailure when the broker refuses an event
   */
  public Duration send(long start, Runnable atMeasured) {
    long behind = 0;
    boolean measuring = false;
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      long events = schedule.events();
      for (long number = 0; number < events; number++) {
        long due = start + schedule.dueNanos(number);
        awaitAboutDue(due);
        long eventTime = schedule.eventTime(number);
        if (!measuring && schedule.isMeasured(eventTime)) {
          measuring = true;
          atMeasured.run();
        }
        if (measuring) {
          behind = Math.max(behind, System.nanoTime() - due);
        }
        send(producer, load.event(number, eventTime));
      }
      producer.flush();
    }
    throwIfFailed();
    return Duration.ofNanos(behind);
  }

  private static void awaitAboutDue(long due) {
    while (due - System.nanoTime() > 0) {
      LockSupport.parkNanos(Math.max(LEAST_PAUSE_NANOS, due - System.nanoTime()));
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, SensorEvent event) {
    throwIfFailed();
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, event.sensorId().getBytes(UTF_8), json.encode(event)),
            (sent, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
  }

  private void throwIfFailed() {
    Exception first = failure.get();
    if (first != null) {
      throw new CommandFailure(
          "The broker at %s did not take an event (%s): look at its log."
              .formatted(bootstrapServers, first.getMessage()),
          first);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            (int) LINGER.toMillis()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
