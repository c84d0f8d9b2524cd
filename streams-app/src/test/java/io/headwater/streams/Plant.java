package io.headwater.streams;

import io.headwater.model.SensorEvent;
import io.headwater.testkit.KafkaProcess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What sends a plant's events to the broker. Of its own it has 40 thermometers; each tenth thing
 * they send is no event at all.
 */
final class Plant implements AutoCloseable {

  private final String topic;
  private final AtomicInteger sent = new AtomicInteger();
  private final Queue<Future<RecordMetadata>> dispatched = new ConcurrentLinkedQueue<>();
  private final KafkaProducer<byte[], byte[]> producer;

  Plant(KafkaProcess broker) {
    this(broker, "sensor-events");
  }

  Plant(KafkaProcess broker, String topic) {
    this.topic = topic;
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "reconnect.backoff.max.ms", "200",
            // A topic just made may refuse the first batch and take the second one, after which it
            // refuses the first for good (KAFKA-14359): so there is no second one on its way
            "max.in.flight.requests.per.connection", "1"));
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
            .map(event -> new ProducerRecord<>(topic, event.key(), event.payload())));
  }

  /** Sends these into that partition, whatever their keys say. */
  void send(int partition, List<SensorEvent> events) {
    sent.addAndGet(events.size());
    send(events.stream().map(event -> record(partition, event)));
  }

  /** Sends it into that partition, in a record of that time. */
  void dispatch(int partition, Instant recorded, SensorEvent event) {
    sent.incrementAndGet();
    Events.Sent bytes = Events.sent(event);
    dispatched.add(
        producer.send(
            new ProducerRecord<>(
                topic, partition, recorded.toEpochMilli(), bytes.key(), bytes.payload())));
  }

  private ProducerRecord<byte[], byte[]> record(int partition, SensorEvent event) {
    Events.Sent bytes = Events.sent(event);
    return new ProducerRecord<>(topic, partition, bytes.key(), bytes.payload());
  }

  /** Sends these into that partition, as senders do that know of no keys. */
  void sendWithoutKeys(int partition, List<SensorEvent> events) {
    sent.addAndGet(events.size());
    send(
        events.stream()
            .map(
                event ->
                    new ProducerRecord<>(topic, partition, null, Events.sent(event).payload())));
  }

  /** Sends it as soon as the broker answers; does not wait for that. */
  void dispatch(int partition, SensorEvent event) {
    sent.incrementAndGet();
    dispatched.add(producer.send(record(partition, event)));
  }

  /** Waits until the broker has all that was dispatched. */
  void awaitDelivery() {
    for (Future<RecordMetadata> next = dispatched.poll(); next != null; next = dispatched.poll()) {
      await(next);
    }
  }

  /** Sends what is no event and so large that its dead letter is larger than brokers take. */
  void sendPoison(int bytes) {
    sent.incrementAndGet();
    send(Stream.of(new ProducerRecord<>(topic, new byte[bytes])));
  }

  private void send(Stream<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> pending = records.map(producer::send).toList();
    pending.forEach(Plant::await);
  }

  private static void await(Future<RecordMetadata> pending) {
    try {
      pending.get();
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
        topic, event.key(), number % 10 == 0 ? new byte[] {'?'} : event.payload());
  }
}
