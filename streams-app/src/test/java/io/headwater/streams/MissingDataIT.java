package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.SensorEvent;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand sensors of which ten fall silent, and all that must not be taken for silence. */
@Timeout(300)
class MissingDataIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant START = Instant.parse("2025-03-01T10:00:00Z");
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final int SENSORS = 1_000;

  /** They stop after ten rounds; each sensor whose number ends in 37. */
  private static final Set<String> SILENT =
      new TreeSet<>(IntStream.range(0, 10).mapToObj(i -> name(100 * i + 37)).toList());

  /** A killed process holds its partitions that long; and partitions do fall idle in between. */
  private static final String[] QUICK = {
    "--headwater.kafka.properties.consumer.session.timeout.ms=6000",
    "--headwater.time.idle-timeout=3s"
  };

  @Test
  void shouldReportEachSensorThatStopsOnceAndNobodyBecauseOfUs(@TempDir Path directory) {
    Path home = directory.resolve("stream");
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        Plant plant = new Plant(broker)) {
      Results results = new Results(broker);

      // Given a thousand sensors of which ten stop after five minutes
      try (StreamProcess stream = StreamProcess.start(broker, home, QUICK)) {
        await().atMost(PATIENCE).until(stream::hasTasks);
        plant.send(rounds(0, 10, Set.of()));
        plant.send(rounds(10, 16, SILENT));
        awaitAllOf(plant, results);
        // When the process is killed before they count as silent, and started again
        stream.kill();
      }
      assertThat(missing(results)).isEmpty();
      try (StreamProcess stream = StreamProcess.start(broker, home, QUICK)) {
        plant.send(rounds(16, 24, SILENT));
        // Then each of them is reported
        await().atMost(PATIENCE).until(() -> missing(results).size() >= SILENT.size());
        // When it is killed again
        stream.kill();
      }
      // And the others go on for 20 minutes, in which nobody reads what they send
      plant.send(rounds(24, 64, SILENT));
      try (StreamProcess stream = StreamProcess.start(broker, home, QUICK)) {
        awaitAllOf(plant, results);
        assertThat(stream.isAlive()).isTrue();

        // And the broker is away, and with it what was sent in ten minutes
        broker.stop();
        Instant back = Instant.now().plusSeconds(8);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(back));
        broker.start();
        plant.send(rounds(84, 90, SILENT));
        awaitAllOf(plant, results);
        // Then nobody was reported who was there, and nobody twice
        await().atMost(PATIENCE).until(() -> alerts(results, Alert.State.OPENED).size() >= 10);
        assertThat(sensors(missing(results))).containsExactlyElementsOf(SILENT);
        assertThat(missing(results)).hasSameSizeAs(SILENT);
        assertThat(alerts(results, Alert.State.OPENED)).hasSameSizeAs(SILENT);
        assertThat(alerts(results, Alert.State.RESOLVED)).isEmpty();

        // When the ten are back
        plant.send(rounds(90, 92, Set.of()));
        // Then that is told once for each as well
        await().atMost(PATIENCE).until(() -> alerts(results, Alert.State.RESOLVED).size() >= 10);
        awaitAllOf(plant, results);
        assertThat(alerts(results, Alert.State.RESOLVED)).hasSameSizeAs(SILENT);
        assertThat(ids(alerts(results, Alert.State.RESOLVED)))
            .isEqualTo(ids(alerts(results, Alert.State.OPENED)))
            .hasSameSizeAs(SILENT);
        assertThat(missing(results)).hasSameSizeAs(SILENT);
      }
    }
  }

  private static void awaitAllOf(Plant plant, Results results) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> results.events().size() >= plant.sent());
  }

  private static List<Anomaly> missing(Results results) {
    return results.anomalies().stream()
        .filter(anomaly -> anomaly.kind() == AnomalyKind.MISSING_DATA)
        .toList();
  }

  private static List<Alert> alerts(Results results, Alert.State state) {
    return results.alerts().stream().filter(alert -> alert.state() == state).toList();
  }

  private static Set<String> ids(List<Alert> alerts) {
    return new HashSet<>(alerts.stream().map(Alert::alertId).toList());
  }

  private static Set<String> sensors(List<Anomaly> anomalies) {
    return new TreeSet<>(anomalies.stream().map(Anomaly::sensorId).toList());
  }

  /** An event of each sensor every 30 seconds, but of those that are silent. */
  private static List<SensorEvent> rounds(int from, int to, Set<String> silent) {
    List<SensorEvent> events = new ArrayList<>();
    for (int round = from; round < to; round++) {
      Instant begin = START.plus(ROUND.multipliedBy(round));
      for (int sensor = 0; sensor < SENSORS; sensor++) {
        if (!silent.contains(name(sensor))) {
          events.add(
              Events.pressure(name(sensor), begin.plusMillis(20L * sensor), 3 + sensor % 5 * 0.01));
        }
      }
    }
    return events;
  }

  private static String name(int sensor) {
    return "P-%04d".formatted(sensor);
  }
}
