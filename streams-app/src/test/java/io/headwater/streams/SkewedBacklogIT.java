package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.oracle.WantedWindows;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A backlog one partition of which is read last: its events are hours older than what the others
 * have come to, and must be in their location's windows all the same.
 */
@Timeout(180)
class SkewedBacklogIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TOPIC = "backlog";
  private static final String[] SETTINGS = {
    "--headwater.time.idle-timeout=1h",
    "--headwater.kafka.properties.consumer.session.timeout.ms=6000"
  };

  @TempDir private static Path directory;
  private static KafkaProcess broker;
  private static Topics topics;
  private static List<WantedWindows.Window> wanted;

  @BeforeAll
  static void loadTheBacklog() {
    // The first of several instances would have read it all before the next is there
    broker =
        new KafkaProcess(directory.resolve("broker"), "group.initial.rebalance.delay.ms=3000")
            .start();
    topics = new Topics(broker);
    topics.create(TOPIC, Backlog.PARTITIONS);
    List<List<SensorEvent>> backlog =
        IntStream.range(0, Backlog.PARTITIONS).mapToObj(Backlog::partition).toList();
    try (Plant plant = new Plant(broker, TOPIC)) {
      for (int partition = 0; partition < Backlog.PARTITIONS; partition++) {
        plant.send(partition, backlog.get(partition));
      }
    }
    wanted = WantedWindows.of(StreamsSettings.defaults(), backlog);
  }

  @AfterAll
  static void stopTheBroker() {
    topics.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldLoseNothingWhenOnePartitionIsReadLast(int threads) {
    Tenant tenant = new Tenant("threads-" + threads, TOPIC);
    try (var app = start(tenant, "only", "--headwater.streams.threads=" + threads)) {
      awaitTheLastPartitionAlone(tenant);
      results(tenant).awaitWindows(wanted);
      assertThat(failure(app)).isEmpty();
    }
    assertThatNothingIsLostOrThereTwice(tenant);
  }

  @Test
  void shouldLoseNothingWhenTwoInstancesShareTheWork() {
    Tenant tenant = new Tenant("shared", TOPIC);
    try (var one = start(tenant, "one");
        var two = start(tenant, "two")) {
      awaitTheLastPartitionAlone(tenant);
      results(tenant).awaitWindows(wanted);
      assertThat(failure(one)).isEmpty();
      assertThat(failure(two)).isEmpty();
    }
    assertThatNothingIsLostOrThereTwice(tenant);
  }

  @Test
  void shouldLoseNothingWhenOneOfTwoInstancesIsKilledInTheMiddle() {
    Tenant tenant = new Tenant("killed", TOPIC);
    Path one = directory.resolve("killed-one");
    Path two = directory.resolve("killed-two");
    try (StreamProcess first = StreamProcess.start(broker, one, tenant.settings(SETTINGS));
        StreamProcess second = StreamProcess.start(broker, two, tenant.settings(SETTINGS))) {
      awaitTheLastPartitionAlone(tenant);
      assertThat(first.hasTasks()).isTrue();
      assertThat(second.hasTasks()).isTrue();

      StreamProcess busy = first.reads(Backlog.LAST) ? first : second;
      StreamProcess other = busy == first ? second : first;
      busy.kill();

      results(tenant).awaitWindows(wanted);
      other.terminate();
      assertThat(other.awaitExit()).isZero();
    }
    assertThatNothingIsLostOrThereTwice(tenant);
  }

  private static ConfigurableApplicationContext start(
      Tenant tenant, String instance, String... more) {
    List<String> settings = new ArrayList<>(List.of(SETTINGS));
    settings.addAll(List.of(more));
    return StreamsApp.start(
        StreamSettingsArguments.of(
            broker,
            directory.resolve(tenant.prefix() + instance),
            tenant.settings(settings.toArray(String[]::new))));
  }

  private static Optional<String> failure(ConfigurableApplicationContext app) {
    return app.getBean(StreamsProgress.class).failure();
  }

  /** Until all other partitions have been read; the last one then still has events to go. */
  private static void awaitTheLastPartitionAlone(Tenant tenant) {
    Map<Integer, Long> ends = topics.ends(TOPIC);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              Map<Integer, Long> read = topics.read(tenant.name(), TOPIC);
              return ends.keySet().stream()
                  .filter(partition -> partition != Backlog.LAST)
                  .allMatch(partition -> ends.get(partition).equals(read.get(partition)));
            });
    assertThat(topics.read(tenant.name(), TOPIC).get(Backlog.LAST))
        .as("read of the last partition when the others are done")
        .isLessThan(ends.get(Backlog.LAST));
  }

  private static void assertThatNothingIsLostOrThereTwice(Tenant tenant) {
    List<WantedWindows.Window> windows = results(tenant).contents();
    assertThat(Differences.between(windows, wanted)).isEmpty();
    assertThat(minutesOf(Scope.SENSOR, windows)).isEqualTo(Backlog.EVENTS);
    assertThat(minutesOf(Scope.LOCATION, windows)).isEqualTo(Backlog.EVENTS);
  }

  private static long minutesOf(Scope scope, Collection<WantedWindows.Window> windows) {
    return windows.stream()
        .filter(window -> window.is(scope, "1m"))
        .mapToLong(WantedWindows.Window::count)
        .sum();
  }

  private static Results results(Tenant tenant) {
    return new Results(broker, tenant.prefix());
  }
}
