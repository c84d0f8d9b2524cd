package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.streams.delivery.Alerts;
import io.headwater.streams.delivery.AlertsTopic;
import io.headwater.streams.delivery.Receiver;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Delivery as a part of the app: what the stream feels of it, what a kill does, what is shown. */
@Timeout(300)
class AlertDeliveryProcessIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SIGNING_SECRET = "hush-hush-42";

  @TempDir private Path directory;
  private KafkaProcess broker;

  @BeforeEach
  void startBroker() {
    broker = new KafkaProcess(directory.resolve("broker")).start();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void shouldLoseNoAlertWhenItIsKilledAndNotHoldUpTheStreamWhileAWebhookIsSilent() {
    try (Receiver receiver = new Receiver(request -> Receiver.SILENCE);
        Plant plant = new Plant(broker);
        AlertsTopic alerts =
            new AlertsTopic(broker, "sensor-alerts", "sensor-alerts-undelivered")) {
      List<Alert> sent = new ArrayList<>();

      // Given a webhook that takes connections and never answers
      try (StreamProcess stream = start(receiver)) {
        await().atMost(PATIENCE).until(stream.probe()::isReady);
        await().atMost(PATIENCE).until(() -> alerts.isRead("headwater-streams-delivery-ops"));
        for (int number = 0; number < 4; number++) {
          for (int sensor = 0; sensor < 10; sensor++) {
            sent.add(Alerts.change("press-" + sensor, number));
            alerts.write(sent.get(sent.size() - 1));
          }
        }
        await().atMost(PATIENCE).until(() -> receiver.requests() >= 8);

        // Then the stream goes on, is well, and shows what it does, but no secret
        plant.send(5_000);
        Results results = new Results(broker);
        await().atMost(PATIENCE).until(() -> results.origins().size() == 5_000);
        assertThat(stream.probe().isReady()).isTrue();
        assertThat(stream.probe().body("prometheus"))
            .contains("headwater_delivery_waiting{webhook=\"ops\"}");
        assertShowsNoSecret(stream);

        // When it takes some, and the app is killed in mid-delivery
        receiver.behave(request -> request.number() % 2 == 0 ? 202 : 500);
        await().atMost(PATIENCE).until(() -> pressesTaken(receiver).size() >= 5);
        stream.kill();
        assertThat(stream.output()).doesNotContain(Receiver.URL_SECRET, SIGNING_SECRET);
      }

      // Then the rest comes after the next start, in order
      try (StreamProcess stream = start(receiver)) {
        await().atMost(PATIENCE).until(() -> pressesTaken(receiver).size() == sent.size());
        for (int sensor = 0; sensor < 10; sensor++) {
          String its = ":press-" + sensor + ":";
          assertThat(pressesTaken(receiver).stream().filter(key -> key.contains(its)).toList())
              .isEqualTo(
                  sent.stream()
                      .filter(alert -> alert.alertId().contains(its))
                      .map(alert -> alert.alertId() + ":" + alert.state().text())
                      .toList());
        }
        stream.terminate();
        assertThat(stream.awaitExit()).as(stream::output).isZero();
        assertThat(stream.output()).doesNotContain(Receiver.URL_SECRET, SIGNING_SECRET);
      }
    }
  }

  /** The alerts this test has written; the stream may find some of its own. */
  private static List<String> pressesTaken(Receiver receiver) {
    return receiver.keysTaken().stream().filter(key -> key.contains(":press-")).toList();
  }

  private static void assertShowsNoSecret(StreamProcess stream) {
    for (String endpoint :
        List.of(
            "health", "info", "metrics", "prometheus", "streamprogress", "env", "configprops")) {
      assertThat(stream.probe().body(endpoint))
          .as(endpoint)
          .doesNotContain(Receiver.URL_SECRET, SIGNING_SECRET);
    }
  }

  private StreamProcess start(Receiver receiver) {
    return StreamProcess.start(
        broker,
        directory,
        "--headwater.delivery.webhooks[0].name=ops",
        "--headwater.delivery.webhooks[0].url=" + receiver.url(),
        "--headwater.delivery.webhooks[0].hmac-secret=" + SIGNING_SECRET,
        "--headwater.delivery.webhooks[0].timeout=1s",
        "--headwater.delivery.retry.first=100ms",
        "--headwater.delivery.retry.longest=500ms",
        "--headwater.delivery.breaker.failure-percent=100",
        "--headwater.delivery.breaker.pause=500ms",
        "--management.endpoints.web.exposure.include=*",
        "--logging.level.io.headwater=DEBUG");
  }
}
