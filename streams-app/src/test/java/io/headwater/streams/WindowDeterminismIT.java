package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.SensorEvent;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.oracle.WantedWindows;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.JavaProcess;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The same input, drained again and again by processes that are killed at random: to the byte the
 * same windows.
 */
@Timeout(180)
class WindowDeterminismIT {

  private static final Logger log = LoggerFactory.getLogger(WindowDeterminismIT.class);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TOPIC = "shift";
  private static final int PARTITIONS = 2;
  private static final int EVENTS_IN_EACH = 10_000;
  private static final int RUNS_IN_A_PROCESS = 5;
  private static final int KILLS = 2;

  @TempDir private static Path directory;
  private static KafkaProcess broker;
  private static Topics topics;
  private static List<String> calm;

  @BeforeAll
  static void drainInPeace() {
    broker = new KafkaProcess(directory.resolve("broker")).start();
    topics = new Topics(broker);
    topics.create(TOPIC, PARTITIONS);
    List<List<SensorEvent>> shifts =
        IntStream.range(0, PARTITIONS).mapToObj(WindowDeterminismIT::shift).toList();
    try (Plant plant = new Plant(broker, TOPIC)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        plant.send(partition, shifts.get(partition));
      }
    }
    List<WantedWindows.Window> wanted = WantedWindows.of(StreamsSettings.defaults(), shifts);
    Tenant tenant = new Tenant("calm", TOPIC);
    try (ConfigurableApplicationContext app = StreamsApp.start(settings(tenant))) {
      results(tenant).awaitWindows(wanted);
      assertThat(app.getBean(StreamsProgress.class).failure()).isEmpty();
    }
    calm = results(tenant).windowLines();
    assertThat(Differences.between(results(tenant).contents(), wanted)).isEmpty();
  }

  @AfterAll
  static void stopTheBroker() {
    topics.close();
    broker.close();
  }

  @RepeatedTest(4)
  void shouldGiveTheSameWindowsToTheByteWhenProcessesAreKilledAtRandom(RepetitionInfo repetition) {
    long seed = Long.getLong("headwater.kill-seed", System.nanoTime());
    log.info("Kill points of repetition {}: {}", repetition.getCurrentRepetition(), seed);
    Random random = new Random(seed);
    List<Tenant> runs =
        IntStream.range(0, RUNS_IN_A_PROCESS)
            .mapToObj(run -> "run-" + repetition.getCurrentRepetition() + "-" + run)
            .map(name -> new Tenant(name, TOPIC))
            .toList();
    List<String> outputs =
        runs.stream()
            .flatMap(
                run ->
                    Stream.of("sensor-events-enriched", "sensor-aggregates")
                        .map(topic -> run.prefix() + topic))
            .toList();
    outputs.forEach(topic -> topics.create(topic, PARTITIONS));

    // When processes are killed while they write, in the middle of a transaction or between two
    for (int kill = 0; kill < KILLS; kill++) {
      long point = randomPoint(random, topics.written(outputs));
      try (JavaProcess process = start(runs)) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> topics.written(outputs) >= point);
        process.kill();
      }
    }
    try (JavaProcess process = start(runs)) {
      runs.forEach(WindowDeterminismIT::awaitCalmWindows);
      assertThat(process.isAlive()).isTrue();
    }

    // Then the windows of each run are those of the one in peace
    for (Tenant run : runs) {
      assertThat(Differences.between(results(run).windowLines(), calm))
          .as("%s, seed %d", run.name(), seed)
          .isEmpty();
    }
  }

  /** A number of records, of those that are still to be written after the first {@code written}. */
  private static long randomPoint(Random random, long written) {
    long all = RUNS_IN_A_PROCESS * (PARTITIONS * (EVENTS_IN_EACH + 1L) + calm.size());
    return written + 1 + random.nextLong(Math.max(1, all - written));
  }

  private static JavaProcess start(List<Tenant> runs) {
    return JavaProcess.start(
        SeveralStreams.class,
        directory.resolve("runs"),
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        SeveralStreams.arguments(runs.stream().map(WindowDeterminismIT::settings).toList()));
  }

  private static String[] settings(Tenant tenant) {
    return StreamSettingsArguments.of(
        broker,
        directory.resolve(tenant.name()),
        tenant.settings(
            "--headwater.time.idle-timeout=1h",
            // a killed process is replaced at once, not when the group takes it for dead
            "--headwater.kafka.properties.main.consumer.group.instance.id=" + tenant.name()));
  }

  private static void awaitCalmWindows(Tenant tenant) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(Differences.between(results(tenant).windowLines(), calm))
                    .as(tenant.name())
                    .isEmpty());
  }

  private static Results results(Tenant tenant) {
    return new Results(broker, tenant.prefix());
  }

  /**
   * Four hours of a partition's sensors, with pauses that end their sessions, one event of twenty
   * late by up to two hours; and then what closes it all.
   */
  private static List<SensorEvent> shift(int partition) {
    Instant begin = Instant.parse("2025-03-01T06:00:00Z");
    Duration span = Duration.ofHours(4);
    Random random = new Random(partition);
    List<SensorEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS_IN_EACH; i++) {
      Duration passed = span.multipliedBy(i).dividedBy(EVENTS_IN_EACH);
      int sensor = (int) (passed.toMinutes() / 11 + random.nextInt(6)) % 15;
      long back = random.nextInt(20) == 7 ? random.nextInt(7_200_000) : random.nextInt(12_000);
      events.add(
          Events.withLocation(
              Events.event(
                  "s-" + (partition * 100 + sensor),
                  "pressure",
                  begin.plus(passed).minusMillis(back),
                  // sums of these are exact, their means are not
                  random.nextInt() / 64.0,
                  random.nextInt(50) == 7 ? null : "bar"),
              "hall-" + sensor % 4));
    }
    events.add(Events.pressure("closing-" + partition, begin.plus(span).plusSeconds(7_230), 1));
    return events;
  }
}
