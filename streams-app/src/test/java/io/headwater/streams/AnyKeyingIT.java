package io.headwater.streams;

import static io.headwater.streams.Events.temperature;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Input that is not keyed by sensor, in several partitions. */
@Timeout(300)
class AnyKeyingIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 4;
  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant CLOSING = BEGIN.plus(Duration.ofHours(5));
  private static final String ANY = "--headwater.kafka.input-keying=any";

  @TempDir private static Path directory;
  private static KafkaProcess broker;

  @BeforeAll
  static void startTheBroker() {
    broker = new KafkaProcess(directory.resolve("broker")).start();
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void shouldMakeTheSameWindowsOfEventsWhereverTheyAre() throws Exception {
    // Given events, out of order but none late, once keyed by sensor and once anywhere
    List<SensorEvent> events = anHourAndAHalf();
    Random anywhere = new Random(7);
    create("keyed");
    create("scattered");
    send("keyed", events, event -> null);
    send("scattered", events, event -> anywhere.nextInt(PARTITIONS));
    closeAll("keyed");
    closeAll("scattered");
    // When a stream reads each, and another with two threads
    try (var keyed = start("keyed", "one", "--headwater.kafka.input-keying=by-sensor");
        var scattered = start("scattered", "two", ANY);
        var threaded = start("scattered", "three", ANY, "--headwater.streams.threads=2")) {
      await().atMost(PATIENCE).until(() -> isReady(keyed) && allIn("one", events));
      await().atMost(PATIENCE).until(() -> isReady(scattered) && allIn("two", events));
      await().atMost(PATIENCE).until(() -> isReady(threaded) && allIn("three", events));
      // Then none is late, and windows and anomalies are the same
      await().atMost(PATIENCE).untilAsserted(() -> assertSameWindows("one", "two"));
      await().atMost(PATIENCE).untilAsserted(() -> assertSameWindows("one", "three"));
    }
    Map<String, List<String>> anomalies = anomalies("one");
    assertThat(anomalies.values()).as("some break a rule").anyMatch(rules -> !rules.isEmpty());
    assertThat(anomalies("two")).isEqualTo(anomalies);
    assertThat(anomalies("three")).isEqualTo(anomalies);
  }

  @Test
  void shouldJudgeALateEventByThePartitionItCameFrom() throws Exception {
    // Given a sensor in two partitions, one of which is an hour ahead of the other
    create("two-speeds");
    send("two-speeds", List.of(temperature("t-1", BEGIN, 60)), event -> 0);
    send("two-speeds", List.of(temperature("t-1", BEGIN.plusSeconds(3_600), 61)), event -> 0);
    send("two-speeds", List.of(temperature("t-1", BEGIN.plusSeconds(1), 62)), event -> 1);
    // When both have one more event of the first minute
    send("two-speeds", List.of(temperature("t-1", BEGIN.plusSeconds(2), 63)), event -> 0);
    send("two-speeds", List.of(temperature("t-1", BEGIN.plusSeconds(3), 64)), event -> 1);
    closeAll("two-speeds");
    // Then that of the partition that is ahead is late, whichever is read first
    try (var app = start("two-speeds", "speeds", ANY)) {
      await().atMost(PATIENCE).until(() -> isReady(app) && minuteSum("speeds") > 0);
    }
    assertThat(new Results(broker, "speeds-").events())
        .filteredOn(event -> event.event().sensorId().equals("t-1"))
        .filteredOn(EnrichedEvent::late)
        .extracting(event -> event.event().value())
        .containsExactly(63.0);
    assertThat(new Results(broker, "speeds-").windows())
        .filteredOn(window -> window.scope() == Scope.SENSOR)
        .filteredOn(window -> window.windowType().equals("1m"))
        .extracting(window -> window.summary().sum())
        .containsExactlyInAnyOrder(60.0 + 62 + 64, 61.0);
  }

  /** Of twelve sensors at three places, in steps of a quarter second, up to eight seconds late. */
  private static List<SensorEvent> anHourAndAHalf() {
    Random random = new Random(42);
    List<SensorEvent> events = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      Instant at = BEGIN.plusMillis(i * 900L + random.nextInt(32) * 250L);
      int sensor = random.nextInt(12);
      SensorEvent event = temperature("t-" + sensor, at, 20 + random.nextInt(100));
      events.add(Events.withLocation(event, "hall-" + sensor % 3));
    }
    return events;
  }

  private static boolean isReady(ConfigurableApplicationContext app) {
    return app.getBean(StreamsProgress.class).isReady();
  }

  private static boolean allIn(String application, List<SensorEvent> events) {
    return minuteSum(application) == events.size();
  }

  private static long minuteSum(String application) {
    return new Results(broker, application + "-")
        .windows().stream()
            .filter(window -> window.scope() == Scope.SENSOR && window.windowType().equals("1m"))
            .mapToLong(window -> window.summary().count())
            .sum();
  }

  private static void assertSameWindows(String one, String other) {
    assertThat(windows(other)).isEqualTo(windows(one));
  }

  /** All windows; sums are of whole numbers, so the order of events does not show in them. */
  private static Map<String, String> windows(String application) {
    return new Results(broker, application + "-")
        .windows().stream().collect(toMap(AnyKeyingIT::name, AnyKeyingIT::content));
  }

  private static String name(WindowAggregate window) {
    return List.of(
            window.scope(),
            window.windowType(),
            String.valueOf(window.sensorId()),
            window.location(),
            window.windowStart())
        .toString();
  }

  private static String content(WindowAggregate window) {
    return List.of(
            window.windowEnd(),
            window.summary().count(),
            window.summary().sum(),
            window.summary().min(),
            window.summary().max(),
            window.firstEventTime(),
            window.lastEventTime(),
            window.anomalyCount(),
            window.sensorCount(),
            window.closeReason(),
            "%.6f".formatted(window.summary().stddev()))
        .toString();
  }

  /** The rules that events broke, by what identifies an event wherever it is. */
  private static Map<String, List<String>> anomalies(String application) {
    return new Results(broker, application + "-")
        .events().stream()
            .filter(event -> !event.event().sensorId().startsWith("closing"))
            .collect(
                toMap(
                    event -> event.event().toString(),
                    EnrichedEvent::anomalies,
                    (one, same) -> one));
  }

  private static ConfigurableApplicationContext start(
      String topic, String application, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--headwater.streams.application-id=" + application,
                "--headwater.time.idle-timeout=1h",
                "--headwater.topics.events=" + topic,
                "--headwater.topics.enriched=" + application + "-sensor-events-enriched",
                "--headwater.topics.aggregates=" + application + "-sensor-aggregates",
                "--headwater.topics.anomalies=" + application + "-sensor-anomalies",
                "--headwater.topics.alerts=" + application + "-sensor-alerts",
                "--headwater.topics.rejected=" + application + "-sensor-events-rejected"));
    settings.addAll(List.of(more));
    return StreamsApp.start(
        StreamSettingsArguments.of(
            broker, directory.resolve(application), settings.toArray(String[]::new)));
  }

  private static void create(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }
  }

  /** In each partition an event hours later, which closes all windows of the others. */
  private static void closeAll(String topic) {
    for (int each = 0; each < PARTITIONS; each++) {
      int partition = each;
      send(topic, List.of(temperature("closing-" + each, CLOSING, 50)), event -> partition);
    }
  }

  /**
   * @param partition of an event; null lets its key decide
   */
  private static void send(
      String topic, List<SensorEvent> events, Function<SensorEvent, @Nullable Integer> partition) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (SensorEvent event : events) {
        Events.Sent sent = Events.sent(event);
        var unused =
            producer.send(
                new ProducerRecord<>(topic, partition.apply(event), sent.key(), sent.payload()));
      }
      producer.flush();
    }
  }
}
