package io.headwater.streams.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.headwater.model.Excerpt;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.json.UndeliveredAlertJson;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of undelivered alerts, with the keys of the alerts. One that is too large for it is
 * cut, because its partition would wait for it for ever. What else fails is tried again, for as
 * long as it takes: only its lane waits, and the webhook gets all others meanwhile.
 *
 * <p>Writes on a thread of its own, because a producer waits for a broker that is away before it
 * takes a record.
 */
final class UndeliveredTopic implements UndeliveredAlerts, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(UndeliveredTopic.class);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final IntervalFunction BACKOFF =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

  /** By then the longest pause is reached. */
  private static final int MOST_DOUBLINGS = 10;

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final UndeliveredAlertJson codec = new UndeliveredAlertJson();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(UndeliveredTopic::thread);
  private final AtomicBoolean failing = new AtomicBoolean();

  UndeliveredTopic(String topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  @Override
  public CompletionStage<Void> file(
      ConsumerRecord<byte[], byte[]> record, UndeliveredAlert undelivered) {
    CompletableFuture<Void> filed = new CompletableFuture<>();
    writer.execute(() -> write(record, undelivered, 1, filed));
    return filed;
  }

  @Override
  public void close() {
    writer.shutdownNow();
    producer.close(CLOSE_WITHIN);
  }

  private void write(
      ConsumerRecord<byte[], byte[]> record,
      UndeliveredAlert undelivered,
      int attempt,
      CompletableFuture<Void> filed) {
    var unused =
        send(record.key(), undelivered)
            .exceptionallyCompose(
                failure ->
                    failure instanceof RecordTooLargeException
                        ? send(Excerpt.of(Excerpt.KEY, record.key()), cut(undelivered))
                        : CompletableFuture.failedFuture(failure))
            .whenComplete(
                (done, failure) -> {
                  tell(failure);
                  if (failure == null) {
                    filed.complete(null);
                  } else {
                    long pause = BACKOFF.apply(Math.min(attempt, MOST_DOUBLINGS));
                    CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, writer)
                        .execute(() -> write(record, undelivered, attempt + 1, filed));
                  }
                });
  }

  /** Once when it begins to fail, however many wait, and once when it is over. */
  private void tell(@Nullable Throwable failure) {
    if (failure != null && failing.compareAndSet(false, true)) {
      log.error(
          "Undelivered alerts cannot be written to {} ({}); they are tried again until they can be,"
              + " and the next alerts of their sensors wait. Look at that topic, its limits, and"
              + " the right to write to it.",
          topic,
          Optional.ofNullable(failure.getCause()).orElse(failure).toString());
    } else if (failure == null && failing.compareAndSet(true, false)) {
      log.info("Undelivered alerts can be written to {} again.", topic);
    }
  }

  private CompletableFuture<Void> send(byte @Nullable [] key, UndeliveredAlert undelivered) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
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
    } catch (RuntimeException refused) { // What a producer does not take, it throws
      sent.completeExceptionally(refused);
    }
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
