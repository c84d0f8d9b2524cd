package io.headwater.quickstart.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.json.SensorEventJson;
import io.headwater.model.json.SensorReferenceJson;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.broker.EmbeddedBroker;
import io.headwater.quickstart.plant.Shares;
import io.headwater.quickstart.replay.ReplayOptions;
import io.headwater.quickstart.replay.ReplayOptions.Times;
import io.headwater.quickstart.replay.Series;
import io.headwater.quickstart.simulate.SimulatorOptions.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorIT {

  private static final Instant LAST_YEAR = Instant.parse("2025-03-01T06:00:00Z");

  @TempDir private static Path dir;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(dir, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldSendEveryEventOnceKeyedByItsSensor() {
    TopicSettings topics = topics("good");
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withEvents(20_000)
            .withRate(0)
            .withSensors(200)
            .withShares(Shares.none());

    SimulationReport report = Simulator.of(kafka(), topics, options).run();

    assertThat(report.sent()).isEqualTo(20_000);
    List<ConsumerRecord<byte[], byte[]>> records = records(topics.events());
    assertThat(records).hasSize(20_000);
    Map<String, Integer> partitions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      String sensor = new SensorEventJson().decode(each.value()).sensorId();
      assertThat(new String(each.key(), UTF_8)).isEqualTo(sensor);
      assertThat(partitions.merge(sensor, each.partition(), (a, b) -> a))
          .as("the partition of a sensor")
          .isEqualTo(each.partition());
    }
    assertThat(partitions).hasSize(200);
    assertThat(partitions.values()).contains(0, 1, 2);
  }

  @Test
  void shouldSendTheSameRecordsInTheSameOrderPerPartitionHoweverFast() {
    SimulatorOptions atOnce =
        SimulatorOptions.defaults()
            .withStart(LAST_YEAR)
            .withEvents(5_000)
            .withSeed(42)
            .withShares(new Shares(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
            .withRate(0);
    SimulatorOptions paced =
        new SimulatorOptions(
            4_000,
            atOnce.eventRate(),
            atOnce.sensors(),
            atOnce.locations(),
            atOnce.events(),
            atOnce.seed(),
            atOnce.start(),
            atOnce.shares(),
            atOnce.reference());

    SimulationReport first = Simulator.of(kafka(), topics("first"), atOnce).run();
    SimulationReport second = Simulator.of(kafka(), topics("second"), paced).run();

    assertThat(second.elapsed()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(first.malformed()).isPositive().isEqualTo(second.malformed());
    assertThat(texts(topics("first").events())).isEqualTo(texts(topics("second").events()));
  }

  @Test
  void shouldSendFreshEventTimesWhenThePlantIsLive() {
    TopicSettings topics = topics("live");
    Instant before = Instant.now();

    Simulator.of(
            kafka(),
            topics,
            SimulatorOptions.defaults()
                .withRate(500)
                .lasting(Duration.ofSeconds(1))
                .withShares(Shares.none()))
        .run();

    for (ConsumerRecord<byte[], byte[]> each : records(topics.events())) {
      SensorEvent event = new SensorEventJson().decode(each.value());
      assertThat(EventTime.toInstant(event.eventTime()))
          .isBetween(before.minusMillis(1), Instant.ofEpochMilli(each.timestamp() + 1));
    }
  }

  @Test
  void shouldSendWhatIsKnownAboutTheSensorsFirst() {
    TopicSettings topics = topics("known");
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withSensors(30)
            .withRate(100)
            .withEvents(1)
            .withReference(Reference.SEND);

    Simulator.of(kafka(), topics, options).run();

    List<ConsumerRecord<byte[], byte[]>> references = records(topics.reference());
    assertThat(references).hasSize(30);
    assertThat(references)
        .allSatisfy(
            each -> {
              SensorReference reference = new SensorReferenceJson().decode(each.value());
              assertThat(new String(each.key(), UTF_8)).matches("(temp|pres|vibr|humi)-\\d{5}");
              assertThat(reference.site()).isNotBlank();
            });
  }

  @Test
  void shouldReplayTheRecordOfARealMachine() {
    TopicSettings topics = topics("machine");
    ReplayOptions options =
        new ReplayOptions(
            "press-1",
            "temperature",
            "fahrenheit",
            "hall-1",
            Times.RECORDED,
            OptionalDouble.empty());

    SimulationReport report =
        Simulator.replay(
                kafka(), topics, Series.read("machine-temperature"), options, Long.MAX_VALUE)
            .run();

    assertThat(report.sent()).isEqualTo(22_695);
    List<SensorEvent> events =
        records(topics.events()).stream()
            .map(each -> new SensorEventJson().decode(each.value()))
            .toList();
    assertThat(events).hasSize(22_695).allMatch(each -> each.sensorId().equals("press-1"));
    assertThat(events).filteredOn(each -> each.value() > 100).hasSize(1_586);
    assertThat(events).filteredOn(each -> each.value() < 32).hasSize(196);
  }

  @Test
  void shouldEndSoonWhenItIsStopped() {
    TopicSettings topics = topics("stopped");
    Simulator simulator = Simulator.of(kafka(), topics, SimulatorOptions.defaults().withRate(200));
    CompletableFuture<SimulationReport> run = CompletableFuture.supplyAsync(simulator::run);
    await().until(() -> simulator.report().sent() > 50);

    simulator.stop();

    assertThat(run).succeedsWithin(Duration.ofSeconds(30));
    assertThat(records(topics.events())).hasSize((int) run.join().sent());
  }

  @Test
  void shouldNotCreateATopicThatMustNotBeCreated() {
    TopicSettings topics = topics("forbidden", false);

    assertThatThrownBy(
            () -> Simulator.of(kafka(), topics, SimulatorOptions.defaults().withEvents(1)).run())
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("no topic forbidden at " + broker.bootstrapServers())
        .hasMessageContaining("headwater.topics.create");
  }

  private static KafkaSettings kafka() {
    return new KafkaSettings(broker.bootstrapServers(), null, null, null, null);
  }

  private static TopicSettings topics(String events) {
    return topics(events, true);
  }

  private static TopicSettings topics(String events, boolean create) {
    return new TopicSettings(
        events, events + "-reference", null, null, null, null, null, null, null, create, 3, null);
  }

  private static Map<Integer, List<String>> texts(String topic) {
    Map<Integer, List<String>> texts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records(topic)) {
      String key = each.key() == null ? "none" : new String(each.key(), UTF_8);
      texts
          .computeIfAbsent(each.partition(), partition -> new ArrayList<>())
          .add(key + "=" + new String(each.value(), UTF_8));
    }
    return texts;
  }

  /** All that is in the topic now. */
  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(o -> o).sum();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (records.size() < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records;
    }
  }
}
