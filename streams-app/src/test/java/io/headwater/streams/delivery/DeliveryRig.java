package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.Secret;
import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.config.BreakerSettings;
import io.headwater.streams.config.DeliverySettings;
import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.RetrySettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WebhookSettings;
import io.headwater.testkit.KafkaProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;

/** Instances of an app that deliver alerts to one webhook, and topics of their own on a broker. */
final class DeliveryRig implements AutoCloseable {

  /** For whatever a loaded machine may take its time for. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final AtomicInteger APPLICATIONS = new AtomicInteger();

  private final KafkaProcess broker;
  private final String application = "plant-" + APPLICATIONS.incrementAndGet();
  private final List<DeliveryLifecycle> instances = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AlertsTopic topic;

  /** Makes the topics. */
  DeliveryRig(KafkaProcess broker) {
    this.broker = broker;
    topic = new AlertsTopic(broker, application + "-alerts", application + "-undelivered").create();
  }

  /** Waits as long as it takes. */
  static ConditionFactory patiently() {
    return await().atMost(PATIENCE);
  }

  /** A webhook whose answers are waited for, however slow the machine. */
  static WebhookSettings webhook(Receiver receiver) {
    return webhook(receiver, PATIENCE);
  }

  /** A webhook whose answer is waited for so long. */
  static WebhookSettings webhook(Receiver receiver, Duration timeout) {
    return new WebhookSettings(
        "ops", Secret.of(receiver.url()), null, null, null, null, timeout, null);
  }

  AlertsTopic topic() {
    return topic;
  }

  /** The consumer group of the webhook. */
  String group() {
    return application + "-delivery-ops";
  }

  /** Of the first instance. */
  SimpleMeterRegistry meters() {
    return meters;
  }

  /** Starts an instance, and waits until the group has begun. */
  DeliveryLifecycle start(DeliverySettings settings) {
    DeliveryLifecycle started = startAnother(settings);
    patiently().until(() -> topic.isRead(group()));
    return started;
  }

  /** Starts an instance, and waits until the group has begun. */
  DeliveryLifecycle start(WebhookSettings webhook) {
    return start(settings(webhook));
  }

  /** Starts an instance. */
  DeliveryLifecycle startAnother(WebhookSettings webhook) {
    return startAnother(settings(webhook));
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

  /** Writes {@code changes} of each of {@code sensors}. */
  List<Alert> writeChanges(int sensors, int changes) {
    List<Alert> sent = new ArrayList<>();
    for (int number = 0; number < changes; number++) {
      sent.addAll(writeChange(sensors, number));
    }
    return sent;
  }

  /** Writes the change of that number of each of {@code sensors}. */
  List<Alert> writeChange(int sensors, int number) {
    List<Alert> sent = new ArrayList<>();
    for (int sensor = 0; sensor < sensors; sensor++) {
      sent.add(Alerts.change("press-" + sensor, number));
      topic.write(sent.get(sent.size() - 1));
    }
    return sent;
  }

  /** Waits until all that is in the topic is settled and committed. */
  void awaitAllCommitted() {
    patiently().until(() -> topic.isAllCommitted(group()));
  }

  /** Waits until the receiver has taken all, and each sensor's in the order of writing. */
  static void awaitInOrder(Receiver receiver, List<Alert> sent) {
    patiently().until(() -> receiver.keysTaken().size() >= sent.size());
    assertThat(receiver.keysTaken()).hasSize(sent.size());
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

  @Override
  public void close() {
    instances.forEach(DeliveryLifecycle::stop);
    topic.close();
  }

  private static DeliverySettings settings(WebhookSettings webhook) {
    return new DeliverySettings(
        List.of(webhook),
        new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(1), null, null),
        new BreakerSettings(10, 80, Duration.ofMillis(500)));
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
        new ProcessingSettings(application, null, null, null, null, null, null, null, null, null),
        null,
        null,
        null,
        delivery);
  }
}
