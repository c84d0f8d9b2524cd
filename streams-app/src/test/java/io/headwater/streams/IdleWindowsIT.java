package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.SlidingSize;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.config.WindowSettings;
import io.headwater.streams.oracle.WantedWindows;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** How the last windows close when nothing more comes, and that an outage is not taken for that. */
@Timeout(180)
class IdleWindowsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration FEW_SECONDS = Duration.ofSeconds(5);

  private static final StreamsSettings SETTINGS =
      new StreamsSettings(
          null,
          null,
          null,
          new TimeSettings(DELAY, IDLE_TIMEOUT, null),
          new WindowSettings(
              Duration.ofSeconds(5),
              List.of(Duration.ofSeconds(5), Duration.ofSeconds(15)),
              List.of(new SlidingSize(Duration.ofSeconds(10), Duration.ofSeconds(5))),
              Duration.ofSeconds(6)),
          null,
          null);
  private static final String[] THE_SAME = {
    "--headwater.time.watermark-delay=1s",
    "--headwater.time.idle-timeout=3s",
    "--headwater.windows.pane=5s",
    "--headwater.windows.tumbling=5s,15s",
    "--headwater.windows.sliding=10s/5s",
    "--headwater.windows.session-gap=6s"
  };

  @TempDir private static Path directory;
  private static KafkaProcess broker;
  private static Topics topics;

  @BeforeAll
  static void startTheBroker() {
    broker = new KafkaProcess(directory.resolve("broker")).start();
    topics = new Topics(broker);
  }

  @AfterAll
  static void stopTheBroker() {
    topics.close();
    broker.close();
  }

  @Test
  void shouldCloseTheLastWindowsInTimeWhenPartitionsStopOneAfterTheOther() {
    Tenant tenant = new Tenant("stopping", "stopping-events");
    // Given three partitions, of which one never has an event
    topics.create(tenant.input(), 3);
    try (ConfigurableApplicationContext app = start(tenant);
        LivePlant plant = new LivePlant(broker, tenant.input(), 0, 1)) {
      Sightings sightings = new Sightings(tenant);
      await().atMost(PATIENCE).until(() -> sightings.look() > 0);

      // When one stops
      plant.stop(0);
      Instant firstStop = Instant.now();
      // Then the windows of the place go on, of what the other sends
      await()
          .atMost(PATIENCE)
          .until(() -> sightings.look() > 0 && sightings.haveLocationAfter(firstStop));

      // When that stops too
      plant.stop(1);
      // Then the last windows come as well
      List<WantedWindows.Window> wanted = WantedWindows.ofAllTime(SETTINGS, plant.sent());
      await().atMost(PATIENCE).until(() -> sightings.look() >= wanted.size());
      assertThat(Differences.between(sightings.windows(), wanted)).isEmpty();
      assertThat(failure(app)).isEmpty();

      // Each when a stream that goes on would close it, or little more than the timeout later
      assertThat(sightings.first).allSatisfy(IdleWindowsIT::assertInTime);
      Instant lastEvent = lastEvent(plant.sent());
      assertThat(sightings.first.keySet())
          .allSatisfy(window -> assertReason(window, firstStop, lastEvent));
    }
  }

  @Test
  void shouldCloseNothingEarlyWhenTheBrokerIsAwayForLongerThanPartitionsMayBeSilent() {
    Tenant tenant = new Tenant("outage", "outage-events");
    topics.create(tenant.input(), 2);
    try (ConfigurableApplicationContext app = start(tenant);
        LivePlant plant = new LivePlant(broker, tenant.input(), 0, 1)) {
      Sightings sightings = new Sightings(tenant);
      await().atMost(PATIENCE).until(() -> sightings.look() > 0);

      // When the broker is away for two timeouts, and what is sent meanwhile waits for it
      broker.stop();
      Instant back = Instant.now().plus(IDLE_TIMEOUT.multipliedBy(2));
      await().atMost(PATIENCE).until(() -> Instant.now().isAfter(back));
      broker.start();
      Instant again = Instant.now();
      await()
          .atMost(PATIENCE)
          .until(() -> sightings.look() > 0 && sightings.haveLocationAfter(again));
      plant.stop(0);
      plant.stop(1);

      // Then each event is in its windows, and none is late
      List<WantedWindows.Window> wanted = WantedWindows.ofAllTime(SETTINGS, plant.sent());
      await().atMost(PATIENCE).until(() -> sightings.look() >= wanted.size());
      assertThat(Differences.between(sightings.windows(), wanted)).isEmpty();
      assertThat(new Results(broker, tenant.prefix()).events())
          .hasSameSizeAs(plant.sent().stream().flatMap(List::stream).toList())
          .noneMatch(EnrichedEvent::late);
      assertThat(failure(app)).isEmpty();
    }
  }

  private static void assertInTime(WindowAggregate window, Instant seen) {
    Instant earliest = end(window).plus(DELAY);
    assertThat(seen)
        .as("%s", window)
        .isBetween(earliest, earliest.plus(IDLE_TIMEOUT).plus(FEW_SECONDS));
  }

  /** What ends before the stop is closed by events, and what outlives the last event is not. */
  private static void assertReason(WindowAggregate window, Instant firstStop, Instant lastEvent) {
    if (end(window).isBefore(firstStop.minus(DELAY).minusSeconds(1))) {
      assertThat(window.closeReason()).as("%s", window).isEqualTo(CloseReason.WATERMARK);
    }
    if (end(window).isAfter(lastEvent.minus(DELAY))) {
      assertThat(window.closeReason()).as("%s", window).isEqualTo(CloseReason.IDLE);
    }
  }

  private static Instant lastEvent(List<List<SensorEvent>> sent) {
    return EventTime.toInstant(
        sent.stream().flatMap(List::stream).mapToLong(SensorEvent::eventTime).max().orElseThrow());
  }

  private static Instant end(WindowAggregate window) {
    return EventTime.toInstant(window.windowEnd());
  }

  private static ConfigurableApplicationContext start(Tenant tenant) {
    ConfigurableApplicationContext app =
        StreamsApp.start(
            StreamSettingsArguments.of(
                broker, directory.resolve(tenant.name()), tenant.settings(THE_SAME)));
    await().atMost(PATIENCE).until(() -> app.getBean(StreamsProgress.class).isReady());
    return app;
  }

  private static Optional<String> failure(ConfigurableApplicationContext app) {
    return app.getBean(StreamsProgress.class).failure();
  }

  /** When a reader saw each window first. */
  private static final class Sightings {
    private final Results results;
    private final Map<WindowAggregate, Instant> first = new HashMap<>();
    private List<WindowAggregate> latest = List.of();

    Sightings(Tenant tenant) {
      results = new Results(broker, tenant.prefix());
    }

    /** How many windows there are now. */
    int look() {
      latest = results.windows();
      Instant now = Instant.now();
      latest.forEach(window -> first.putIfAbsent(window, now));
      return latest.size();
    }

    /** Whether one by location was seen all of which is after that. */
    boolean haveLocationAfter(Instant time) {
      return latest.stream()
          .filter(window -> window.scope() == Scope.LOCATION)
          .anyMatch(window -> window.windowStart() >= EventTime.ofInstant(time));
    }

    List<WantedWindows.Window> windows() {
      return latest.stream().map(WantedWindows.Window::of).toList();
    }
  }
}
