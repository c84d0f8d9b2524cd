package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.SensorEvent;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves to others when it is killed: open alerts, and what they count. */
@Timeout(300)
class AlertTakeoverIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant BEGIN = Instant.parse("2025-03-01T10:00:00Z");

  /** Ten events a second for an hour. */
  private static final int EVENTS = 36_000;

  /** Where the sensor's events are; its location's alerts may be anywhere. */
  private static final int PARTITION = 0;

  /** The shortest a broker takes: a killed process holds its partitions that long. */
  private static final String QUICK =
      "--headwater.kafka.properties.consumer.session.timeout.ms=6000";

  @Test
  void shouldMakeOneAlertOfAnHourTooHotWhenProcessesComeAndAreKilled(@TempDir Path directory) {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        Plant plant = new Plant(broker)) {
      Results results = new Results(broker);
      // Given a process that has opened the alert of a sensor at 101 °F
      try (StreamProcess first = StreamProcess.start(broker, one, QUICK)) {
        await().atMost(PATIENCE).until(first::hasTasks);
        plant.send(PARTITION, hot(0, EVENTS / 3));
        await().atMost(PATIENCE).until(() -> !results.alerts().isEmpty());

        // When a second one comes, and whoever has the sensor is killed in the middle of its work
        try (StreamProcess second = StreamProcess.start(broker, two, QUICK)) {
          await().atMost(PATIENCE).until(second::hasTasks);
          StreamProcess owner = first.reads(PARTITION) ? first : second;
          int before = results.anomalies().size();
          plant.send(PARTITION, hot(EVENTS / 3, 2 * EVENTS / 3));
          await().atMost(PATIENCE).until(() -> results.anomalies().size() > before);
          owner.kill();
          plant.send(PARTITION, hot(2 * EVENTS / 3, EVENTS));
          // and the sensor is well again for a minute
          plant.send(PARTITION, well());

          // Then the other one goes on with the same alert, and resolves it
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofSeconds(1))
              .until(() -> results.alerts().size() > 1);
          // the transaction that the killed one left open hides anomalies until it times out
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofSeconds(1))
              .until(() -> results.anomalies().size() >= EVENTS);
        }
      }

      // and each event was an anomaly, once
      assertThat(results.anomalies()).hasSize(EVENTS);
      assertThat(results.anomalies().stream().map(Anomaly::anomalyId).collect(Collectors.toSet()))
          .hasSize(EVENTS);
      assertThat(results.alerts())
          .extracting(Alert::alertId, Alert::state, Alert::anomalyCount)
          .containsExactly(
              tuple("threshold:t-1:2025-03-01T10:00:00Z", Alert.State.OPENED, 1L),
              tuple("threshold:t-1:2025-03-01T10:00:00Z", Alert.State.RESOLVED, (long) EVENTS));
    }
  }

  private static List<SensorEvent> hot(int from, int to) {
    return IntStream.range(from, to).mapToObj(event -> reading(100L * event, 101)).toList();
  }

  private static List<SensorEvent> well() {
    return Stream.iterate(0, second -> second <= 61, second -> second + 1)
        .map(second -> reading(100L * EVENTS + 1_000L * second, 99))
        .toList();
  }

  private static SensorEvent reading(long millis, double fahrenheit) {
    return Events.temperature("t-1", BEGIN.plusMillis(millis), fahrenheit);
  }
}
