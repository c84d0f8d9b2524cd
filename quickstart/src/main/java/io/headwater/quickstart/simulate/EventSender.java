package io.headwater.quickstart.simulate;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.source.SourceRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records in order, once each, and waits when the broker is slower: nothing is dropped. For
 * use by one thread.
 */
final class EventSender implements AutoCloseable {

  private static final Set<String> OWNED =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG);

  private static final int DELIVERY_TIMEOUT_MS = 120_000;
  private static final Duration UNHURRIED = Duration.ofMillis(DELIVERY_TIMEOUT_MS);

  private final String broker;
  private final Tally tally;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * A sender.
   *
   * @param properties what {@link #properties} made
   */
  EventSender(Map<String, Object> properties, Tally tally) {
    this.broker = String.valueOf(properties.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
    this.tally = tally;
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * The producer's properties.
   *
   * @throws IllegalArgumentException when the settings have one that the sender owns
   */
  static Map<String, Object> properties(KafkaSettings kafka) {
    Map<String, Object> producer = new TreeMap<>();
    producer.put(ProducerConfig.CLIENT_ID_CONFIG, "headwater-simulator");
    producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producer.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    producer.put(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    // A topic made a moment ago may refuse the first batch and take the second one, after which it
    // refuses the first for good (KAFKA-14359): so there is no second one on its way
    producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    producer.putAll(kafka.producerProperties(OWNED));
    // A broker that is away is waited for that long, wherever a record is held up
    producer.putIfAbsent(
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        producer.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return producer;
  }

  /** Sends an event; blocks while the broker is behind. */
  void send(String topic, SourceRecord event) {
    tally.sent(event.traits());
    // Without a key the producer would choose a partition by its batches: not the same twice
    Integer partition = event.key() == null ? 0 : null;
    send(
        new ProducerRecord<>(topic, partition, event.key(), event.value()),
        (sent, failed) -> {
          if (failed == null) {
            tally.confirmed();
          } else {
            failure.compareAndSet(null, failed);
          }
        });
  }

  /** Sends reference data, which isn't counted. */
  void send(String topic, byte[] key, byte[] value) {
    send(
        new ProducerRecord<>(topic, key, value),
        (sent, failed) -> {
          if (failed != null) {
            failure.compareAndSet(null, failed);
          }
        });
  }

  private void send(ProducerRecord<byte[], byte[]> toSend, Callback whenAnswered) {
    throwIfFailed(toSend.topic());
    try {
      Future<RecordMetadata> unused = producer.send(toSend, whenAnswered);
    } catch (KafkaException e) {
      throw failed(toSend.topic(), e);
    }
  }

  /** Waits until the broker has confirmed everything. */
  void flush(String topic) {
    producer.flush();
    throwIfFailed(topic);
  }

  private void throwIfFailed(String topic) {
    Exception first = failure.get();
    if (first != null) {
      throw failed(topic, first);
    }
  }

  private SimulationException failed(String topic, Exception why) {
    return new SimulationException(
        "A record could not be sent to the topic %s at %s, after %,d that could (%s). Look after the broker, then start the simulation again."
            .formatted(topic, broker, tally.confirmedSoFar(), why.getMessage()),
        why);
  }

  @Override
  public void close() {
    producer.close(failure.get() == null ? UNHURRIED : Duration.ZERO);
  }
}
