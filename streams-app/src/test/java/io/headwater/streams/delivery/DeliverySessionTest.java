package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.Secret;
import io.headwater.streams.config.BreakerSettings;
import io.headwater.streams.config.RetrySettings;
import io.headwater.streams.config.WebhookSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliverySessionTest {

  private static final TopicPartition PARTITION = new TopicPartition(Deliveries.TOPIC, 0);
  private static final int ALERTS = 1_000;
  private static final int ONE_POLL = 100;

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-02T07:00:00Z"));
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CompletableFuture<Answer> answerOfTheFirst = new CompletableFuture<>();
  private int posted;
  private int postedBehindTheFirst;

  @AfterEach
  void close() {
    consumer.close();
  }

  @Test
  void shouldReadOnlySoFarBehindAnAlertThatIsTriedForLong() {
    // Given a webhook that takes all but the first
    consumer.updatePartitions(
        Deliveries.TOPIC, List.of(new PartitionInfo(Deliveries.TOPIC, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    consumer.setMaxPollRecords(ONE_POLL);
    consumer.schedulePollTask(this::assignAndWrite);
    idle();

    // When it takes that at last
    consumer.schedulePollTask(
        () -> {
          postedBehindTheFirst = posted;
          answerOfTheFirst.complete(new Answer.Taken());
        });
    idle();
    consumer.schedulePollTask(stopped::countDown);
    new DeliverySession(consumer, courier(), new Beginnings(), Duration.ZERO)
        .run(Deliveries.TOPIC, stopped);

    // Then a restart before that would have posted so many again, and none is missing after it
    assertThat(postedBehindTheFirst)
        .isBetween(DeliverySession.MOST_UNCOMMITTED, DeliverySession.MOST_UNCOMMITTED + ONE_POLL);
    assertThat(posted).isEqualTo(ALERTS);
  }

  private void assignAndWrite() {
    consumer.rebalance(List.of(PARTITION));
    for (int offset = 0; offset < ALERTS; offset++) {
      consumer.addRecord(Deliveries.record(Alerts.change("press-" + offset, 0), offset));
    }
  }

  /** As many polls as it takes to read all. */
  private void idle() {
    for (int polls = 0; polls < 2 * ALERTS / ONE_POLL; polls++) {
      consumer.schedulePollTask(() -> {});
    }
  }

  private Courier courier() {
    WebhookBreaker breaker = new WebhookBreaker("ops", BreakerSettings.defaults(), clock);
    WebhookSettings webhook =
        new WebhookSettings(
            "ops", Secret.of("https://example.invalid"), null, null, null, null, null, null);
    return new Courier(
        new Courier.Means(
            new WantedAlerts(webhook),
            this::post,
            breaker,
            new RetrySchedule("ops", RetrySettings.defaults()),
            new Filing("ops", (record, alert) -> new CompletableFuture<>(), clock),
            new DeliveryMeters(new SimpleMeterRegistry(), "ops", breaker),
            clock),
        new Courier.Bounds(2 * ALERTS, Duration.ofMinutes(5)));
  }

  private CompletableFuture<Answer> post(Delivery delivery) {
    posted++;
    return delivery.record().offset() == 0
        ? answerOfTheFirst
        : CompletableFuture.completedFuture(new Answer.Taken());
  }
}
