package io.headwater.streams.delivery;

import io.headwater.model.UndeliveredAlert;
import io.headwater.model.json.UndeliveredAlertJson;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of undelivered alerts, with the keys of the alerts. */
final class UndeliveredTopic implements UndeliveredAlerts, AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final UndeliveredAlertJson codec = new UndeliveredAlertJson();

  UndeliveredTopic(String topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  @Override
  public CompletionStage<Void> file(
      ConsumerRecord<byte[], byte[]> record, UndeliveredAlert undelivered) {
    CompletableFuture<Void> filed = new CompletableFuture<>();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, record.key(), codec.encode(undelivered)),
            (where, failure) -> {
              if (failure == null) {
                filed.complete(null);
              } else {
                filed.completeExceptionally(failure);
              }
            });
    return filed;
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
