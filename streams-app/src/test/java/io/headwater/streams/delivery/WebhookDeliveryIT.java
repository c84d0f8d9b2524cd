package io.headwater.streams.delivery;

import static io.headwater.streams.delivery.DeliveryRig.patiently;
import static io.headwater.streams.delivery.DeliveryRig.webhook;
import static io.headwater.streams.delivery.Receiver.RESET;
import static io.headwater.streams.delivery.Receiver.SILENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.UndeliveredAlert.Reason;
import io.headwater.model.json.AlertJson;
import io.headwater.streams.config.BreakerSettings;
import io.headwater.streams.config.DeliverySettings;
import io.headwater.streams.config.RetrySettings;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Delivery with a real broker to a real web server, which is not at its best. */
@Timeout(300)
class WebhookDeliveryIT {

  @TempDir private static Path directory;
  private static KafkaProcess broker;

  private DeliveryRig rig;
  private AlertsTopic topic;

  @BeforeAll
  static void startBroker() {
    broker = new KafkaProcess(directory.resolve("broker")).start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopics() {
    rig = new DeliveryRig(broker);
    topic = rig.topic();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void shouldDeliverEachAlertInTheOrderOfItsSensorThroughAllKindsOfTrouble() {
    // Given a webhook that has each kind of trouble again and again
    try (Receiver receiver = new Receiver(WebhookDeliveryIT::troubled)) {
      rig.start(
          new DeliverySettings(
              List.of(webhook(receiver, Duration.ofMillis(700))),
              new RetrySettings(Duration.ofMillis(50), Duration.ofMillis(200), null, null),
              new BreakerSettings(100, 100, null)));

      // When
      List<Alert> sent = rig.writeChanges(12, 4);

      // Then
      DeliveryRig.awaitInOrder(receiver, sent);
      assertThat(receiver.requests()).isGreaterThan(sent.size());
      rig.awaitAllCommitted();
      assertThat(topic.undelivered()).isEmpty();
      assertThat(delivered()).isEqualTo(sent.size());
    }
  }

  @Test
  void shouldDeliverAllThatCameWhileTheWebhookWasAwayForTwoMinutes() {
    try (Receiver receiver = new Receiver(request -> 202)) {
      rig.start(webhook(receiver));
      receiver.goAway();

      // Given alerts all along the outage
      long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      List<Alert> sent = new ArrayList<>();
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(5))
          .until(
              () -> {
                sent.addAll(rig.writeChange(5, sent.size() / 5));
                return System.nanoTime() > end;
              });
      patiently().until(() -> breaker() > 0);

      // When
      receiver.comeBack();

      // Then
      DeliveryRig.awaitInOrder(receiver, sent);
      patiently().until(() -> breaker() == 0);
    }
  }

  @Test
  void shouldFileWhatIsRefusedAndGoOn() {
    // Given a webhook that never takes the first change of press-1
    Alert refused = Alerts.change("press-1", 0);
    try (Receiver receiver =
        new Receiver(
            request -> request.idempotencyKey().equals(IdempotencyKey.of(refused)) ? 400 : 200)) {
      rig.start(webhook(receiver));

      // When
      topic.write(refused);
      topic.write(Alerts.change("press-1", 1));
      topic.write("press-2", "{\"alert_id\":7}".getBytes(UTF_8));
      topic.write(Alerts.rolledUp("press-3", "storm:threshold:hall-3"));
      topic.write(Alerts.change("press-2", 0));

      // Then
      rig.awaitAllCommitted();
      assertThat(receiver.keysTaken())
          .containsExactlyInAnyOrder(
              IdempotencyKey.of(Alerts.change("press-1", 1)),
              IdempotencyKey.of(Alerts.change("press-2", 0)));
      assertThat(topic.undelivered())
          .extracting(UndeliveredAlert::reason)
          .containsExactlyInAnyOrder(Reason.REFUSED, Reason.UNREADABLE);
      UndeliveredAlert filed =
          topic.undelivered().stream()
              .filter(alert -> alert.reason() == Reason.REFUSED)
              .findFirst()
              .orElseThrow();
      assertThat(filed.status()).isEqualTo(400);
      assertThat(filed.alertId()).isEqualTo(refused.alertId());
      assertThat(filed.attempts()).isEqualTo(1);
      assertThat(new AlertJson().decode(filed.alert().getBytes(UTF_8))).isEqualTo(refused);
      assertThat(filed.toString()).doesNotContain(Receiver.URL_SECRET);
    }
  }

  @Test
  void shouldGoOnBehindWhatIsTooLargeForTheUndeliveredTopic() {
    try (Receiver receiver = new Receiver(request -> 200)) {
      rig.start(webhook(receiver));

      topic.write("press-1", "\"".repeat(900_000).getBytes(UTF_8));
      topic.write(Alerts.change("press-1", 0));

      rig.awaitAllCommitted();
      assertThat(receiver.keysTaken())
          .containsExactly(IdempotencyKey.of(Alerts.change("press-1", 0)));
      assertThat(topic.undelivered())
          .singleElement()
          .satisfies(filed -> assertThat(filed.message()).contains("This record is cut"));
    }
  }

  @Test
  void shouldPostAllOthersOnceWhileTheUndeliveredTopicCannotBeWritten() {
    // Given a webhook that refuses the alerts of four sensors, and a topic that takes none of them
    topic.limitUndelivered(10);
    try (Receiver receiver =
        new Receiver(request -> request.idempotencyKey().contains("broken") ? 400 : 200)) {
      rig.start(webhook(receiver));
      for (int sensor = 0; sensor < 4; sensor++) {
        topic.write(Alerts.change("broken-" + sensor, 0));
      }

      // When
      List<Alert> sent = rig.writeChanges(20, 2);
      DeliveryRig.awaitInOrder(receiver, sent);
      patiently().until(() -> receiver.requests() >= sent.size() + 4);
      topic.limitUndelivered(1_000_000);

      // Then
      rig.awaitAllCommitted();
      assertThat(topic.undelivered()).hasSize(4);
      assertThat(receiver.requests()).isEqualTo(sent.size() + 4);
    }
  }

  @Test
  void shouldFileWhatItHasTriedForLongEnough() {
    try (Receiver receiver = new Receiver(request -> 503)) {
      rig.start(
          new DeliverySettings(
              List.of(webhook(receiver)),
              new RetrySettings(
                  Duration.ofMillis(50), Duration.ofMillis(50), null, Duration.ofSeconds(10)),
              new BreakerSettings(1_000, null, null)));

      topic.write(Alerts.change("press-1", 0));

      rig.awaitAllCommitted();
      assertThat(topic.undelivered())
          .singleElement()
          .satisfies(
              filed -> {
                assertThat(filed.reason()).isEqualTo(Reason.EXHAUSTED);
                assertThat(filed.status()).isEqualTo(503);
                assertThat(filed.attempts()).isEqualTo(receiver.requests()).isGreaterThan(1);
              });
    }
  }

  private static int troubled(Receiver.Request request) {
    return switch (request.number() % 7) {
      case 0 -> 500;
      case 1 -> {
        request.reply().set("Retry-After", "1");
        yield 429;
      }
      case 2 -> SILENCE;
      case 3 -> RESET;
      case 4 -> 408;
      default -> 202;
    };
  }

  private double breaker() {
    return rig.meters().get("headwater.delivery.breaker").gauge().value();
  }

  private double delivered() {
    return rig.meters()
        .get("headwater.delivery.deliveries")
        .tags("webhook", "ops", "outcome", "delivered")
        .counter()
        .count();
  }
}
