package io.headwater.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.oracle.WantedWindows;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Senders without keys: the events of a sensor are spread over all partitions. */
@Timeout(180)
class InputKeyingIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = Backlog.PARTITIONS;
  private static final int EVENTS = 100_000;
  private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");

  private static final String[] KEYED = {
    "--headwater.time.idle-timeout=1h",
    "--headwater.kafka.properties.consumer.session.timeout.ms=6000"
  };
  private static final String[] ANY = {KEYED[0], KEYED[1], "--headwater.kafka.input-keying=any"};

  @TempDir private static Path directory;
  private static KafkaProcess broker;
  private static Topics topics;
  private static Results keyed;
  private static List<WantedWindows.Window> wanted;

  @BeforeAll
  static void sendWithKeysAndWithout() throws Exception {
    broker =
        new KafkaProcess(directory.resolve("broker"), "group.initial.rebalance.delay.ms=3000")
            .start();
    topics = new Topics(broker);
    Tenant tenant = new Tenant("keyed", "keyed-events");
    topics.create(tenant.input(), PARTITIONS);
    topics.create("keyless-events", PARTITIONS);
    topics.create("detection-rules", 1);
    switchOff("spike");
    switchOff("missing-data");
    Random random = new Random(7);
    List<List<SensorEvent>> bySensor =
        split(event -> Math.floorMod(event.sensorId().hashCode(), PARTITIONS));
    List<List<SensorEvent>> anyhow = split(event -> random.nextInt(PARTITIONS));
    try (Plant plant = new Plant(broker, tenant.input());
        Plant keyless = new Plant(broker, "keyless-events")) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        plant.send(partition, bySensor.get(partition));
        keyless.sendWithoutKeys(partition, anyhow.get(partition));
      }
    }
    wanted = WantedWindows.of(StreamsSettings.defaults(), bySensor);
    keyed = drain(tenant, results -> results.awaitWindows(wanted), KEYED);
    assertThat(keyed.anomalies()).hasSizeGreaterThan(100);
  }

  /** What a rule remembers of a sensor depends on which of its events were read first. */
  private static void switchOff(String rule) throws Exception {
    String off = "{\"version\":1,\"enabled\":false,\"kind\":\"%s\"}".formatted(rule);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>("detection-rules", rule.getBytes(UTF_8), off.getBytes(UTF_8)))
          .get();
    }
  }

  @AfterAll
  static void stopTheBroker() {
    topics.close();
    broker.close();
  }

  @Test
  void shouldGiveTheSameWindowsAndAnomaliesWhenRecordsAreSpreadAtRandom() {
    Tenant tenant = new Tenant("keyless", "keyless-events");
    assertTheSame(
        drain(
            tenant,
            results -> results.awaitWindows(wanted),
            KEYED[0],
            ANY[2],
            "--headwater.streams.threads=2"));
  }

  @Test
  void shouldGiveTheSameWindowsAndAnomaliesWhenOneOfTwoInstancesIsKilled() {
    Tenant tenant = new Tenant("killed", "keyless-events");
    Results results = new Results(broker, tenant.prefix());
    Path one = directory.resolve("killed-one");
    Path two = directory.resolve("killed-two");
    try (StreamProcess first = StreamProcess.start(broker, one, tenant.settings(ANY));
        StreamProcess second = StreamProcess.start(broker, two, tenant.settings(ANY))) {
      await().atMost(PATIENCE).until(() -> first.hasTasks() && second.hasTasks());
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> read(tenant) > EVENTS / 4);
      second.kill();
      results.awaitWindows(wanted);
      first.terminate();
      assertThat(first.awaitExit()).isZero();
    }
    assertTheSame(results);
  }

  @Test
  void shouldJudgeLateEventsByThePartitionTheyCameFrom() {
    Tenant tenant = new Tenant("late", "late-events");
    topics.create(tenant.input(), 2);
    SensorEvent closing = Events.pressure("closing", NOON.plus(Duration.ofHours(2)), 1);
    try (Plant plant = new Plant(broker, tenant.input())) {
      // Given a partition that is five minutes farther than the other, less ten seconds
      SensorEvent farther = Events.pressure("p-2", NOON.plus(Duration.ofMinutes(5)), 2);
      // When readings of one sensor and one minute come through both
      plant.sendWithoutKeys(0, List.of(farther, Events.pressure("p-1", NOON, 10), closing));
      plant.sendWithoutKeys(1, List.of(Events.pressure("p-1", NOON, 20), closing));
    }
    // by sensor 1m, five of 5m, 1h and a session each; by location two of 1m, ten of 5m and 1h
    Results results =
        drain(
            tenant,
            late -> await().atMost(PATIENCE).until(() -> late.windows().size() == 2 * 8 + 13),
            ANY);

    // Then the first is late, and counts where the second does only when that ends later
    assertThat(results.events())
        .filteredOn(enriched -> enriched.event().sensorId().equals("p-1"))
        .extracting(enriched -> enriched.event().value(), EnrichedEvent::late)
        .containsExactlyInAnyOrder(tuple(10.0, true), tuple(20.0, false));
    assertThat(results.windows())
        .filteredOn(window -> "p-1".equals(window.sensorId()))
        .extracting(InputKeyingIT::name, window -> window.summary().sum())
        .containsExactlyInAnyOrder(
            tuple("1m until 12:01", 20.0),
            tuple("5m until 12:01", 20.0),
            tuple("5m until 12:02", 20.0),
            tuple("5m until 12:03", 20.0),
            tuple("5m until 12:04", 20.0),
            tuple("5m until 12:05", 30.0),
            tuple("1h until 13:00", 30.0),
            tuple("session until 12:10", 30.0));
    assertThat(results.windows())
        .filteredOn(window -> window.scope() == Scope.LOCATION)
        .filteredOn(window -> window.windowType().equals("1h"))
        .extracting(window -> window.summary().sum(), WindowAggregate::sensorCount)
        .containsExactly(tuple(32.0, 2L));
  }

  private static String name(WindowAggregate window) {
    return window.windowType()
        + " until "
        + LocalTime.ofInstant(EventTime.toInstant(window.windowEnd()), ZoneOffset.UTC);
  }

  /** All events, each in the partition it is given, and what closes them. */
  private static List<List<SensorEvent>> split(ToIntFunction<SensorEvent> partition) {
    List<List<SensorEvent>> partitions =
        Stream.generate(() -> (List<SensorEvent>) new ArrayList<SensorEvent>())
            .limit(PARTITIONS)
            .toList();
    for (SensorEvent event : Backlog.ofAllSensors(EVENTS)) {
      partitions.get(partition.applyAsInt(event)).add(event);
    }
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.get(i).add(Backlog.closing(i));
    }
    return partitions;
  }

  private static Results drain(Tenant tenant, Consumer<Results> wait, String... settings) {
    Results results = new Results(broker, tenant.prefix());
    try (ConfigurableApplicationContext app =
        StreamsApp.start(
            StreamSettingsArguments.of(
                broker, directory.resolve(tenant.name()), tenant.settings(settings)))) {
      await().atMost(PATIENCE).until(() -> app.getBean(StreamsProgress.class).isReady());
      wait.accept(results);
      assertThat(app.getBean(StreamsProgress.class).failure()).isEmpty();
    }
    return results;
  }

  private static long read(Tenant tenant) {
    return topics.read(tenant.name(), tenant.input()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static void assertTheSame(Results results) {
    assertThat(Differences.between(results.contents(), wanted)).isEmpty();
    Map<WantedWindows.Window, WindowAggregate> others =
        keyed.windows().stream()
            .collect(Collectors.toMap(WantedWindows.Window::of, Function.identity()));
    for (WindowAggregate window : results.windows()) {
      WindowAggregate other = others.get(WantedWindows.Window.of(window));
      assertThat(window.anomalyCount()).isEqualTo(other.anomalyCount());
      double stddev = other.summary().stddev();
      assertThat(window.summary().stddev()).isCloseTo(stddev, within(1e-9 * stddev));
    }
    // What a killed process had begun hides what comes after it in a partition, until that times
    // out
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(Differences.between(facts(results), facts(keyed))).isEmpty());
  }

  /** What anomalies say, without where their records were. */
  private static List<List<Object>> facts(Results results) {
    return results.anomalies().stream().map(InputKeyingIT::fact).toList();
  }

  private static List<Object> fact(Anomaly anomaly) {
    return List.of(
        anomaly.ruleId(),
        anomaly.severity(),
        anomaly.sensorId(),
        anomaly.location(),
        anomaly.eventTime(),
        String.valueOf(anomaly.value()),
        anomaly.message());
  }
}
