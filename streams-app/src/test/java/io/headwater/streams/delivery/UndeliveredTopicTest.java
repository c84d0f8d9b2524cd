package io.headwater.streams.delivery;

import static io.headwater.streams.delivery.DeliveryRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.UndeliveredAlert.Reason;
import io.headwater.model.json.UndeliveredAlertJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UndeliveredTopicTest {

  private static final int SMALLEST_LIMIT = 1_000_000;

  /** A producer waits for a broker before it takes a record. */
  private CountDownLatch mayTake = new CountDownLatch(0);

  private final AtomicInteger refusals = new AtomicInteger();

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, Callback callback) {
          try {
            mayTake.await();
          } catch (InterruptedException closing) {
            throw new InterruptException(closing);
          }
          try {
            return super.send(record, callback);
          } catch (KafkaException refusal) {
            refusals.incrementAndGet();
            throw refusal;
          }
        }
      };
  private final UndeliveredTopic topic = new UndeliveredTopic("undelivered", producer);

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void shouldFileTheBeginningOfWhatIsTooLarge() {
    // Given what grows most when it is encoded
    String junk = "\u0001".repeat(900_000);
    CompletableFuture<Void> filed = file(junk, undelivered(junk));

    patiently().until(() -> producer.errorNext(new RecordTooLargeException("too large")));
    patiently().until(producer::completeNext);

    patiently().until(filed::isDone);
    assertThat(filed).isCompleted();
    ProducerRecord<byte[], byte[]> cut = producer.history().get(1);
    assertThat(cut.key().length + cut.value().length).isLessThan(SMALLEST_LIMIT);
    UndeliveredAlert kept = new UndeliveredAlertJson().decode(cut.value());
    assertThat(junk).startsWith(kept.alert()).startsWith(kept.alertId());
    assertThat(kept.message())
        .endsWith(
            " This record is cut, because whole it is too large for its topic: it has 65536 of"
                + " 900000 characters of the alert.");
    assertThat(kept.origin()).isEqualTo(new Origin(Deliveries.TOPIC, 0, 7));
  }

  @Test
  void shouldTryUntilTheTopicCanBeWritten() {
    // Given trouble of both kinds: one that the producer tells later, and one that it throws
    CompletableFuture<Void> filed = file("press-1", undelivered("{}"));
    patiently().until(() -> producer.errorNext(new TimeoutException("no broker")));
    producer.sendException = new KafkaException("no room");
    patiently().until(() -> refusals.get() > 0);
    producer.sendException = null;

    patiently().until(producer::completeNext);

    patiently().until(filed::isDone);
    assertThat(filed).isCompleted();
    assertThat(producer.history()).hasSize(2);
  }

  @Test
  void shouldHoldUpNobodyWhileTheBrokerIsAway() {
    mayTake = new CountDownLatch(1);

    CompletableFuture<Void> filed = file("press-1", undelivered("{}"));

    assertThat(filed).isNotDone();
    mayTake.countDown();
    patiently().until(producer::completeNext);
    patiently().until(filed::isDone);
    assertThat(filed).isCompleted();
  }

  private CompletableFuture<Void> file(String key, UndeliveredAlert undelivered) {
    ConsumerRecord<byte[], byte[]> record = Deliveries.record(key, 7, new byte[0]);
    return topic.file(record, undelivered).toCompletableFuture();
  }

  private static UndeliveredAlert undelivered(String text) {
    return new UndeliveredAlert(
        "ops",
        Reason.REFUSED,
        text,
        400,
        1,
        EventTime.ofMillis(0),
        text,
        Alert.State.OPENED,
        text,
        new Origin(Deliveries.TOPIC, 0, 7));
  }
}
