package io.headwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import io.headwater.quickstart.cli.CommandFailure;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Fills a topic with a backlog. Records are stamped with the time they are sent at, whatever their
 * event time: the broker's retention must not take old events away.
 */
public final class Preload {

  private static final int LARGE_BATCH = 256 << 10;

  private final String bootstrapServers;
  private final String topic;

  public Preload(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /**
   * Sends the first {@code events} events, keyed by sensor, and waits until the broker has them
   * all.
   *
   * @return the bytes of all payloads
   * @throws CommandFailure when the broker refuses one
   */
  public long send(SensorLoad load, long events) {
    SensorEventJson json = new SensorEventJson();
    return send(
        number -> {
          SensorEvent event = load.event(number);
          return new ProducerRecord<>(topic, event.sensorId().getBytes(UTF_8), json.encode(event));
        },
        events);
  }

  /**
   * The same with records of any kind.
   *
   * @param records by number, from 0
   */
  public long send(LongFunction<ProducerRecord<byte[], byte[]>> records, long count) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long bytes = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (long number = 0; number < count && failure.get() == null; number++) {
        ProducerRecord<byte[], byte[]> record = records.apply(number);
        bytes += record.value().length;
        Future<RecordMetadata> unused =
            producer.send(
                record,
                (sent, refused) -> {
                  if (refused != null) {
                    failure.compareAndSet(null, refused);
                  }
                });
      }
      producer.flush();
    }
    Exception first = failure.get();
    if (first != null) {
      throw new CommandFailure(
          "The broker at %s did not take the backlog (%s): look at its log, and whether the disk is full."
              .formatted(bootstrapServers, first.getMessage()),
          first);
    }
    return bytes;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            LARGE_BATCH),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
