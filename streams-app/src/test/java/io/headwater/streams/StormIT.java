package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storm of sensors that no single input partition sees, which needs a broker with several. */
@Timeout(300)
class StormIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant BEGIN = Instant.parse("2025-03-01T10:00:00Z");

  /** Three in each of four partitions: far too few for a storm there. */
  private static final int SENSORS = 12;

  @Test
  void shouldRollUpTheAlertsOfSensorsInAllPartitions(@TempDir Path directory) {
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        StreamProcess stream = StreamProcess.start(broker, directory.resolve("one"));
        Plant plant = new Plant(broker)) {
      Results results = new Results(broker);
      await().atMost(PATIENCE).until(stream::hasTasks);

      // When all sensors are too hot at once, and then well again
      send(plant, 0, 101);
      await().atMost(PATIENCE).until(() -> results.alerts().size() > SENSORS);
      send(plant, 60, 70);
      await().atMost(PATIENCE).until(() -> results.alerts().size() > 2 * SENSORS + 1);

      // Then there is one alert of the location, which lists those it had when it began, and all
      List<Alert> storms = of(Scope.LOCATION, results);
      assertThat(storms)
          .extracting(Alert::state)
          .containsExactly(Alert.State.OPENED, Alert.State.RESOLVED);
      assertThat(storms).extracting(Alert::sensorCount).containsExactly(11L, 12L);
      // and each sensor's alert is there too, the last ones rolled up
      List<Alert> alerts = of(Scope.SENSOR, results);
      assertThat(alerts).hasSize(2 * SENSORS);
      assertThat(alerts)
          .filteredOn(alert -> storms.get(0).alertId().equals(alert.rolledUpInto()))
          .hasSize(2 * (SENSORS - 10));
      assertThat(alerts).filteredOn(alert -> alert.rolledUpInto() == null).hasSize(2 * 10);
    }
  }

  private static void send(Plant plant, int second, double fahrenheit) {
    for (int partition = 0; partition < 4; partition++) {
      List<SensorEvent> events =
          IntStream.iterate(partition, sensor -> sensor < SENSORS, sensor -> sensor + 4)
              .mapToObj(
                  sensor ->
                      Events.temperature("t-" + sensor, BEGIN.plusSeconds(second), fahrenheit))
              .toList();
      plant.send(partition, events);
    }
  }

  private static List<Alert> of(Scope scope, Results results) {
    return results.alerts().stream().filter(alert -> alert.scope() == scope).toList();
  }
}
