package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.KafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** What a process leaves to others when it is killed: open windows, and how far event time was. */
@Timeout(300)
class StreamTakeoverIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant START = Instant.parse("2025-03-01T10:00:00Z");
  private static final Duration WAVE = Duration.ofMinutes(3);
  private static final int SENSORS = 60;

  /** So that windows are closed by event time alone, in the calm run as in the other. */
  private static final String NEVER_IDLE = "--headwater.time.idle-timeout=1h";

  /** The shortest a broker takes: a killed process holds its partitions that long. */
  private static final String QUICK =
      "--headwater.kafka.properties.consumer.session.timeout.ms=6000";

  @Test
  void shouldCloseTheWindowsOfAnUndisturbedRunWhenProcessesDieAndOneLosesItsState(
      @TempDir Path directory) throws IOException {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Path three = directory.resolve("three");
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        Plant plant = new Plant(broker)) {
      Results results = new Results(broker);

      // Given a process in the middle of its work, which two more come to share
      try (StreamProcess first = StreamProcess.start(broker, one, NEVER_IDLE, QUICK)) {
        plant.send(wave(0));
        await().atMost(PATIENCE).until(() -> !results.windows().isEmpty());
        try (StreamProcess second = StreamProcess.start(broker, two, NEVER_IDLE, QUICK);
            StreamProcess third = StreamProcess.start(broker, three, NEVER_IDLE, QUICK)) {
          await().atMost(PATIENCE).until(() -> second.hasTasks() && third.hasTasks());
          plant.send(wave(1));
          // When one of them leaves, and one is killed
          third.terminate();
          assertThat(third.awaitExit()).isZero();
          second.kill();
        }
        // Then the first one does it all again
        awaitAllOf(plant, results);

        // When that is killed too, and its disk is lost
        plant.send(wave(2));
        first.kill();
        assertThat(FileSystemUtils.deleteRecursively(one.resolve("state"))).isTrue();
      }
      plant.send(wave(3));
      try (StreamProcess last = StreamProcess.start(broker, one, NEVER_IDLE, QUICK)) {
        awaitAllOf(plant, results);
        last.terminate();
        assertThat(last.awaitExit()).isZero();
      }

      // Then each event and each window is what an undisturbed run makes of the same input, and
      // there once. Nothing disturbs that run, so that the weaker guarantee is enough for it.
      Results calm = calmRun(broker, directory.resolve("calm"));
      assertThat(calm.events()).filteredOn(EnrichedEvent::late).hasSizeGreaterThan(SENSORS);
      assertThat(results.events()).hasSize(plant.sent());
      assertThat(new HashSet<>(results.events())).isEqualTo(new HashSet<>(calm.events()));
      assertThat(results.windows()).hasSizeGreaterThan(SENSORS * 9).doesNotHaveDuplicates();
      assertThat(new HashSet<>(results.windows())).isEqualTo(new HashSet<>(calm.windows()));
    }
  }

  private static void awaitAllOf(Plant plant, Results results) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> results.events().size() >= plant.sent() && results.locationsHaveFollowed());
  }

  /** Another application, with topics of its own for what it makes of the same events. */
  private static Results calmRun(KafkaProcess broker, Path directory) {
    Tenant calm = new Tenant("calm", "sensor-events");
    String[] settings =
        StreamSettingsArguments.of(
            broker,
            directory,
            calm.settings(NEVER_IDLE, "--headwater.streams.guarantee=at_least_once"));
    try (ConfigurableApplicationContext app = StreamsApp.start(settings)) {
      StreamsProgress progress = app.getBean(StreamsProgress.class);
      Results results = new Results(broker, calm.prefix());
      await()
          .atMost(PATIENCE)
          .until(() -> progress.inputLag().orElse(-1) == 0 && results.locationsHaveFollowed());
      return results;
    }
  }

  /**
   * Three minutes of all sensors, each two seconds, out of order by less than the delay. One event
   * of fifty is late, and so is the first one of each sensor in any wave but the first: whoever
   * does not know how far event time was takes that for good.
   */
  private static List<SensorEvent> wave(int number) {
    Instant begin = START.plus(WAVE.multipliedBy(number));
    List<SensorEvent> events = new ArrayList<>();
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      events.add(Events.temperature("T-" + sensor, START, 70));
    }
    for (int second = 0; second < WAVE.toSeconds(); second += 2) {
      for (int sensor = 0; sensor < SENSORS; sensor++) {
        int count = second * SENSORS + sensor;
        int back = count % 50 == 7 ? 150 : count % 9;
        events.add(
            Events.temperature(
                "T-" + sensor, begin.plusSeconds((long) second - back), 60 + count % 30));
      }
    }
    return events;
  }
}
