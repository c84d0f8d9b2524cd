package io.headwater.streams;

import io.headwater.model.SensorEvent;
import io.headwater.testkit.KafkaProcess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A plant of 40 thermometers; each tenth thing it sends is no event at all. */
final class Plant implements AutoCloseable {

  static final String TOPIC = "sensor-events";

  private final AtomicInteger sent = new AtomicInteger();
  private final KafkaProducer<byte[], byte[]> producer;

  Plant(KafkaProcess broker) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "reconnect.backoff.max.ms", "200"));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends so many records and waits until the broker has them. */
  void send(int records) {
    send(IntStream.range(0, records).mapToObj(i -> next()));
  }

  /** Sends these, in their order, and waits until the broker has them. */
  void send(List<SensorEvent> events) {
    sent.addAndGet(events.size());
    send(
        events.stream()
            .map(Events::sent)
            .map(event -> new ProducerRecord<>(TOPIC, event.key(), event.payload())));
  }

  /** Sends what is no event and so large that its dead letter is larger than brokers take. */
  void sendPoison(int bytes) {
    sent.incrementAndGet();
    send(Stream.of(new ProducerRecord<>(TOPIC, new byte[bytes])));
  }

  private void send(Stream<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> pending = records.map(producer::send).toList();
    try {
      for (Future<RecordMetadata> each : pending) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** How many records it has sent. */
  int sent() {
    return sent.get();
  }

  @Override
  public void close() {
    producer.close();
  }

  private ProducerRecord<byte[], byte[]> next() {
    int number = sent.getAndIncrement();
    Events.Sent event =
        Events.sent(Events.temperature("T-" + number % 40, Instant.now(), 60 + number % 30));
    return new ProducerRecord<>(
        TOPIC, event.key(), number % 10 == 0 ? new byte[] {'?'} : event.payload());
  }
}
