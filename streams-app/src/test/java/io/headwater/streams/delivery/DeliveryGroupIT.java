package io.headwater.streams.delivery;

import static io.headwater.streams.delivery.DeliveryRig.patiently;
import static io.headwater.streams.delivery.DeliveryRig.webhook;
import static io.headwater.streams.delivery.Receiver.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a webhook's consumer group begins in the topic, how far it is, and who goes on with it. */
@Timeout(300)
class DeliveryGroupIT {

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
  void shouldCommitBehindTheMarksOfTransactionsWhenNothingWaits() {
    try (Receiver receiver = new Receiver(request -> 200)) {
      rig.start(webhook(receiver));

      List<Alert> sent = List.of(Alerts.change("press-1", 0), Alerts.change("press-1", 1));
      sent.forEach(topic::writeInTransaction);

      DeliveryRig.awaitInOrder(receiver, sent);
      rig.awaitAllCommitted();
    }
  }

  @Test
  void shouldKeepTheOrderWhenInstancesComeAndGo() {
    try (Receiver receiver = new Receiver(request -> request.number() % 3 == 0 ? 500 : 200)) {
      DeliveryLifecycle first = rig.start(webhook(receiver));
      List<Alert> sent = new ArrayList<>(rig.writeChanges(20, 4));

      // When a second one joins in mid-delivery, and the first one leaves
      rig.startAnother(webhook(receiver));
      for (int number = 4; number < 8; number++) {
        sent.addAll(rig.writeChange(20, number));
        if (number == 6) {
          first.stop();
        }
      }

      // Then
      DeliveryRig.awaitInOrder(receiver, sent);
    }
  }

  @Test
  void shouldNotSendTheAlertsOfThePastToANewWebhook() {
    topic.write(Alerts.change("press-1", 0));
    try (Receiver receiver = new Receiver(request -> 200)) {
      rig.start(webhook(receiver));

      topic.write(Alerts.change("press-1", 1));

      rig.awaitAllCommitted();
      assertThat(receiver.keysTaken())
          .containsExactly(IdempotencyKey.of(Alerts.change("press-1", 1)));
    }
  }

  @Test
  void shouldGoOnByTheTimesOfAlertsWhenTheirTopicEndsBeforeItsPlace() {
    // Given a topic whose end was lost, or that another one is copied to
    Instant latest = Instant.now().minus(Duration.ofHours(10));
    topic.write(Alerts.change("press-1", 0), latest.minus(Duration.ofHours(2)));
    topic.write(Alerts.change("press-1", 1), latest.minus(Duration.ofMinutes(59)));
    topic.write(Alerts.change("press-1", 2), latest.plus(Duration.ofHours(1)));
    topic.commit(rig.group(), new OffsetAndMetadata(1_000, latest.toString()));

    try (Receiver receiver = new Receiver(request -> 200)) {
      rig.start(webhook(receiver));

      DeliveryRig.awaitInOrder(
          receiver, List.of(Alerts.change("press-1", 1), Alerts.change("press-1", 2)));
      rig.awaitAllCommitted();
    }
  }

  @Test
  void shouldNotPostThePastAgainWhenItsPlaceIsBehindAnOpenTransaction() {
    topic.write(Alerts.change("press-1", 0));
    try (Receiver receiver = new Receiver(request -> 200)) {
      topic.writeInTransaction(
          Alerts.change("press-1", 1),
          () -> {
            topic.resetToLatest(rig.group());
            rig.start(webhook(receiver));
            topic.write(Alerts.change("press-2", 0));
            patiently().until(() -> receiver.keysTaken().size() == 1);
          });
      topic.write(Alerts.change("press-1", 2));

      rig.awaitAllCommitted();
      assertThat(receiver.keysTaken())
          .containsExactly(
              IdempotencyKey.of(Alerts.change("press-2", 0)),
              IdempotencyKey.of(Alerts.change("press-1", 2)));
    }
  }

  @Test
  void shouldDeliverTheAlertsOfATopicThatIsMadeAnewMeanwhile() {
    try (Receiver receiver = new Receiver(request -> 200)) {
      rig.start(webhook(receiver));
      List<Alert> sent = new ArrayList<>(rig.writeChanges(4, 2));
      DeliveryRig.awaitInOrder(receiver, sent);

      topic.makeAnew();
      sent.addAll(rig.writeChange(4, 2));

      DeliveryRig.awaitInOrder(receiver, sent);
    }
  }

  @Test
  void shouldStopInGoodTimeWhileTheWebhookIsSilent() {
    try (Receiver receiver = new Receiver(request -> SILENCE)) {
      DeliveryLifecycle delivery = rig.start(webhook(receiver));
      topic.write(Alerts.change("press-1", 0));
      patiently().until(() -> receiver.requests() > 0);

      // When it is stopped, long before an answer would be given up
      delivery.stop();
      assertThat(delivery.isRunning()).isFalse();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("delivery-ops");

      // Then another one delivers when the webhook is well
      receiver.behave(request -> 200);
      rig.startAnother(webhook(receiver));
      patiently().until(() -> receiver.keysTaken().size() == 1);
    }
  }
}
