package io.headwater.streams.delivery;

import io.headwater.model.Excerpt;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.json.UndeliveredAlertJson;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The topic of undelivered alerts, with the keys of the alerts. One that is too large for it is
 * cut, because its partition would wait for it for ever. Once one could not be written, no other is
 * tried: its session is at its end, and each would be waited for.
 *
 * <p>Writes on a thread of its own, because a producer waits for a broker that is away before it
 * takes a record.
 */
final class UndeliveredTopic implements UndeliveredAlerts, AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final UndeliveredAlertJson codec = new UndeliveredAlertJson();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(UndeliveredTopic::thread);
  private volatile @Nullable Throwable failed;

  UndeliveredTopic(String topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  @Override
  public CompletionStage<Void> file(
      ConsumerRecord<byte[], byte[]> record, UndeliveredAlert undelivered) {
    return CompletableFuture.supplyAsync(() -> write(record, undelivered), writer)
        .thenCompose(written -> written);
  }

  @Override
  public void close() {
    writer.shutdownNow();
    producer.close(CLOSE_WITHIN);
  }

  private CompletionStage<Void> write(
      ConsumerRecord<byte[], byte[]> record, UndeliveredAlert undelivered) {
    Throwable before = failed;
    if (before != null) {
      return CompletableFuture.failedFuture(before);
    }
    return send(record.key(), undelivered)
        .exceptionallyCompose(
            failure ->
                failure instanceof RecordTooLargeException
                    ? send(Excerpt.of(Excerpt.KEY, record.key()), cut(undelivered))
                    : CompletableFuture.failedFuture(failure))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                failed = failure;
              }
            });
  }

  private CompletableFuture<Void> send(byte @Nullable [] key, UndeliveredAlert undelivered) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key, codec.encode(undelivered)),
            (where, failure) -> {
              if (failure == null) {
                sent.complete(null);
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  private static UndeliveredAlert cut(UndeliveredAlert whole) {
    String alert = Excerpt.of(Excerpt.VALUE, whole.alert());
    String message =
        "%s This record is cut, because whole it is too large for its topic: it has %d of %d characters of the alert."
            .formatted(
                Excerpt.of(Excerpt.KEY, whole.message()), alert.length(), whole.alert().length());
    String alertId = whole.alertId();
    return new UndeliveredAlert(
        whole.webhook(),
        whole.reason(),
        message,
        whole.status(),
        whole.attempts(),
        whole.givenUpAt(),
        alertId == null ? null : Excerpt.of(Excerpt.KEY, alertId),
        whole.state(),
        alert,
        whole.origin());
  }

  private static Thread thread(Runnable writing) {
    Thread thread = new Thread(writing, "undelivered-alerts");
    thread.setDaemon(true);
    return thread;
  }
}
