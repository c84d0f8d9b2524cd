package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.oracle.WantedWindows;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** One device with a fast clock among others whose clocks are right. */
@Timeout(180)
class FastClockIT {

  private static final int PARTITIONS = 2;

  /** Ten minutes up to the full minute, a while ago: none of these events is ahead of the clock. */
  private final Instant end =
      Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(2));

  private static final Duration SPAN = Duration.ofMinutes(10);

  @Test
  void shouldGiveTheSameWindowsWhenOneClockIsFiftyMinutesAhead(@TempDir Path directory) {
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        Topics topics = new Topics(broker)) {
      Tenant right = new Tenant("right", "right-events");
      Tenant fast = new Tenant("fast", "fast-events");
      for (Tenant tenant : List.of(right, fast)) {
        topics.create(tenant.input(), PARTITIONS);
      }
      // Given
      List<WantedWindows.Window> wanted;
      try (Plant plant = new Plant(broker, right.input())) {
        wanted = WantedWindows.of(StreamsSettings.defaults(), send(plant, Duration.ZERO));
      }
      try (Plant plant = new Plant(broker, fast.input())) {
        send(plant, Duration.ofMinutes(50));
      }

      // When
      for (Tenant tenant : List.of(right, fast)) {
        try (ConfigurableApplicationContext app = start(broker, directory, tenant)) {
          new Results(broker, tenant.prefix()).awaitWindows(wanted);
          assertThat(app.getBean(StreamsProgress.class).failure()).isEmpty();
        }

        // Then
        Results results = new Results(broker, tenant.prefix());
        assertThat(Differences.between(results.contents(), wanted)).as(tenant.name()).isEmpty();
        assertThat(results.events()).isNotEmpty().noneMatch(EnrichedEvent::late);
      }
    }
  }

  private static ConfigurableApplicationContext start(
      KafkaProcess broker, Path directory, Tenant tenant) {
    return StreamsApp.start(
        StreamSettingsArguments.of(
            broker,
            directory.resolve(tenant.name()),
            tenant.settings("--headwater.time.idle-timeout=1h")));
  }

  /**
   * Sends what twenty sensors read each two seconds, in records of that time. One sensor more is in
   * the same place, and its clock is ahead.
   *
   * @return what the sensors with the right clock have sent, by partition
   */
  private List<List<SensorEvent>> send(Plant plant, Duration ahead) {
    List<List<SensorEvent>> right = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<SensorEvent> events = new ArrayList<>();
      for (Instant at = end.minus(SPAN); at.isBefore(end); at = at.plusSeconds(2)) {
        if (!ahead.isZero() && partition == 0) {
          plant.dispatch(0, at, Events.pressure("ahead", at.plus(ahead), 1));
        }
        for (int sensor = 0; sensor < 10; sensor++) {
          SensorEvent event =
              Events.pressure(
                  "s-" + (partition * 10 + sensor), at, (int) (at.getEpochSecond() % 97));
          events.add(event);
          plant.dispatch(partition, at, event);
        }
      }
      right.add(events);
    }
    plant.awaitDelivery();
    return right;
  }
}
