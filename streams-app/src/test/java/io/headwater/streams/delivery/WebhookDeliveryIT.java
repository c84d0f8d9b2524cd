package io.headwater.streams.delivery;

import static io.headwater.streams.delivery.Receiver.RESET;
import static io.headwater.streams.delivery.Receiver.SILENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.UndeliveredAlert.Reason;
import io.headwater.model.json.AlertJson;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.config.BreakerSettings;
import io.headwater.streams.config.DeliverySettings;
import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.RetrySettings;
import io.headwater.streams.config.Secret;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WebhookSettings;
import io.headwater.testkit.KafkaProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger APPLICATIONS = new AtomicInteger();

  @TempDir private static Path directory;
  private static KafkaProcess broker;

  private final String application = "plant-" + APPLICATIONS.incrementAndGet();
  private final List<DeliveryLifecycle> instances = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
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
    topic = new AlertsTopic(broker, application + "-alerts", application + "-undelivered").create();
  }

  @AfterEach
  void stop() {
    instances.forEach(DeliveryLifecycle::stop);
    topic.close();
  }

  @Test
  void shouldDeliverEachAlertInTheOrderOfItsSensorThroughAllKindsOfTrouble() {
    // Given a webhook that has each kind of trouble again and again
    try (Receiver receiver = new Receiver(WebhookDeliveryIT::troubled)) {
      start(
          new DeliverySettings(
              List.of(webhook(receiver)),
              new RetrySettings(Duration.ofMillis(50), Duration.ofMillis(200), null, null),
              new BreakerSettings(100, 100, null)));

      // When
      List<Alert> sent = writeChanges(12, 4);

      // Then
      await().atMost(PATIENCE).until(() -> receiver.keysTaken().size() == sent.size());
      assertThat(receiver.requests()).isGreaterThan(sent.size());
      assertInOrder(receiver, sent);
      await().atMost(PATIENCE).until(() -> topic.isAllCommitted(group()));
      assertThat(topic.undelivered()).isEmpty();
      assertThat(delivered()).isEqualTo(sent.size());
    }
  }

  @Test
  void shouldDeliverAllThatCameWhileTheWebhookWasAwayForTwoMinutes() {
    try (Receiver receiver = new Receiver(request -> 202)) {
      start(webhook(receiver));
      receiver.goAway();

      // Given alerts all along the outage
      long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      List<Alert> sent = new ArrayList<>();
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(5))
          .until(
              () -> {
                for (int sensor = 0; sensor < 5; sensor++) {
                  sent.add(Alerts.change("press-" + sensor, sent.size() / 5));
                  topic.write(sent.get(sent.size() - 1));
                }
                return System.nanoTime() > end;
              });
      assertThat(meters.get("headwater.delivery.breaker").gauge().value()).isPositive();

      // When
      receiver.comeBack();

      // Then
      await().atMost(PATIENCE).until(() -> receiver.keysTaken().size() == sent.size());
      assertInOrder(receiver, sent);
      await().until(() -> meters.get("headwater.delivery.breaker").gauge().value() == 0);
    }
  }

  @Test
  void shouldFileWhatIsRefusedAndGoOn() {
    // Given a webhook that never takes the first change of press-1
    Alert refused = Alerts.change("press-1", 0);
    try (Receiver receiver =
        new Receiver(
            request -> request.idempotencyKey().equals(IdempotencyKey.of(refused)) ? 400 : 200)) {
      start(webhook(receiver));

      // When
      topic.write(refused);
      topic.write(Alerts.change("press-1", 1));
      topic.write("press-2", "{\"alert_id\":7}".getBytes(UTF_8));
      topic.write(Alerts.rolledUp("press-3", "storm:threshold:hall-3"));
      topic.write(Alerts.change("press-2", 0));

      // Then
      await().atMost(PATIENCE).until(() -> topic.isAllCommitted(group()));
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
  void shouldFileWhatItHasTriedForLongEnough() {
    try (Receiver receiver = new Receiver(request -> 503)) {
      start(
          new DeliverySettings(
              List.of(webhook(receiver)),
              new RetrySettings(
                  Duration.ofMillis(50), Duration.ofMillis(50), null, Duration.ofSeconds(1)),
              new BreakerSettings(1_000, null, null)));

      topic.write(Alerts.change("press-1", 0));

      await().atMost(PATIENCE).until(() -> topic.isAllCommitted(group()));
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

  @Test
  void shouldKeepTheOrderWhenInstancesComeAndGo() {
    try (Receiver receiver = new Receiver(request -> request.number() % 3 == 0 ? 500 : 200)) {
      DeliveryLifecycle first = start(webhook(receiver));
      List<Alert> sent = new ArrayList<>(writeChanges(20, 4));

      // When a second one joins in mid-delivery, and the first one leaves
      startAnother(settings(webhook(receiver)));
      for (int number = 4; number < 8; number++) {
        for (int sensor = 0; sensor < 20; sensor++) {
          sent.add(Alerts.change("press-" + sensor, number));
          topic.write(sent.get(sent.size() - 1));
        }
        if (number == 6) {
          first.stop();
        }
      }

      // Then
      await().atMost(PATIENCE).until(() -> receiver.keysTaken().size() == sent.size());
      assertInOrder(receiver, sent);
    }
  }

  @Test
  void shouldNotSendTheAlertsOfThePastToANewWebhook() {
    topic.write(Alerts.change("press-1", 0));
    long written = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > written);
    try (Receiver receiver = new Receiver(request -> 200)) {
      start(webhook(receiver));

      topic.write(Alerts.change("press-1", 1));

      await().atMost(PATIENCE).until(() -> topic.isAllCommitted(group()));
      assertThat(receiver.keysTaken())
          .containsExactly(IdempotencyKey.of(Alerts.change("press-1", 1)));
    }
  }

  @Test
  void shouldStopInGoodTimeWhileTheWebhookIsSilent() {
    try (Receiver receiver = new Receiver(request -> SILENCE)) {
      DeliveryLifecycle delivery = start(webhook(receiver));
      topic.write(Alerts.change("press-1", 0));
      await().atMost(PATIENCE).until(() -> receiver.requests() > 0);

      // When it is stopped, and started with a webhook that is well
      long before = System.nanoTime();
      delivery.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
      receiver.behave(request -> 200);
      startAnother(settings(webhook(receiver)));

      // Then
      await().atMost(PATIENCE).until(() -> receiver.keysTaken().size() == 1);
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

  private List<Alert> writeChanges(int sensors, int changes) {
    List<Alert> sent = new ArrayList<>();
    for (int number = 0; number < changes; number++) {
      for (int sensor = 0; sensor < sensors; sensor++) {
        sent.add(Alerts.change("press-" + sensor, number));
        topic.write(sent.get(sent.size() - 1));
      }
    }
    return sent;
  }

  /** Of each sensor, what was taken for the first time is in the order in which it was written. */
  private static void assertInOrder(Receiver receiver, List<Alert> sent) {
    sent.stream()
        .map(Alert::sensorId)
        .distinct()
        .forEach(
            sensor ->
                assertThat(
                        receiver.keysTaken().stream()
                            .filter(key -> key.contains(":" + sensor + ":"))
                            .toList())
                    .isEqualTo(
                        sent.stream()
                            .filter(alert -> sensor.equals(alert.sensorId()))
                            .map(IdempotencyKey::of)
                            .toList()));
  }

  private static WebhookSettings webhook(Receiver receiver) {
    return new WebhookSettings(
        "ops", Secret.of(receiver.url()), null, null, null, null, Duration.ofMillis(700), null);
  }

  private static DeliverySettings settings(WebhookSettings webhook) {
    return new DeliverySettings(
        List.of(webhook),
        new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(1), null, null),
        new BreakerSettings(10, 80, Duration.ofMillis(500)));
  }

  private DeliveryLifecycle start(WebhookSettings webhook) {
    return start(settings(webhook));
  }

  /** Starts it, and waits until it has begun. */
  private DeliveryLifecycle start(DeliverySettings settings) {
    DeliveryLifecycle started = startAnother(settings);
    await().atMost(PATIENCE).until(() -> topic.isRead(group()));
    return started;
  }

  private DeliveryLifecycle startAnother(DeliverySettings settings) {
    DeliveryLifecycle delivery =
        new DeliveryLifecycle(
            streams(settings),
            instances.isEmpty() ? meters : new SimpleMeterRegistry(),
            InstantSource.system());
    instances.add(delivery);
    delivery.start();
    return delivery;
  }

  private StreamsSettings streams(DeliverySettings delivery) {
    return new StreamsSettings(
        new KafkaSettings(broker.bootstrapServers(), null, null, null, null),
        new TopicSettings(
            null,
            null,
            null,
            null,
            null,
            null,
            application + "-alerts",
            null,
            application + "-undelivered",
            null,
            null,
            null),
        new ProcessingSettings(application, null, null, null, null, null, null),
        null,
        null,
        null,
        delivery);
  }

  private String group() {
    return application + "-delivery-ops";
  }

  private double delivered() {
    return meters
        .get("headwater.delivery.deliveries")
        .tags("webhook", "ops", "outcome", "delivered")
        .counter()
        .count();
  }
}
