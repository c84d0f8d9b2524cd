package io.headwater.bench.closing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.SensorEvent;
import io.headwater.model.json.SensorEventJson;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends live events by plan, on a thread of its own, until it is closed. */
final class ProbeSender implements AutoCloseable {

  private final ProbePlan plan;
  private final String topic;
  private final long start;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SensorEventJson json = new SensorEventJson();
  private final Thread thread = new Thread(this::send, "probe-sender");
  private volatile boolean stopped;
  private volatile int sent;

  /**
   * @param start by {@link System#nanoTime}
   */
  ProbeSender(ProbePlan plan, String bootstrapServers, String topic, long start) {
    this.plan = plan;
    this.topic = topic;
    this.start = start;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    for (int number = 0; !stopped; number++) {
      long due = start + plan.dueNanos(number);
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      SensorEvent event =
          new SensorEvent(
              plan.sensorId(number),
              "pressure",
              plan.eventTime(number),
              1_013,
              "hpa",
              "probe",
              SensorEvent.DEFAULT_STATUS,
              null);
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(
                  topic,
                  plan.partition(number),
                  event.sensorId().getBytes(UTF_8),
                  json.encode(event)));
      sent = number + 1;
    }
  }

  /**
   * Stops sending, and waits until all that was sent has arrived at the broker.
   *
   * @return how many events that were, from number 0 on
   */
  int finish() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    return sent;
  }

  @Override
  public void close() {
    finish();
  }
}
