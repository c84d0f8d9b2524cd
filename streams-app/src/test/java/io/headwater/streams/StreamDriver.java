package io.headwater.streams;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.RejectedEvent;
import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.JsonCodec;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.time.PartitionProgress;
import io.headwater.streams.time.PartitionProgress.Confirmed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The whole stream without a broker: one input partition, a clock that stands still until it is
 * told to go on, and a broker's word that is what the test says.
 */
public final class StreamDriver implements AutoCloseable {

  /** When a driver's wall clock starts. */
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private static final Duration TICK = Duration.ofMillis(20);
  private static final String APPLICATION = "test";
  private static final TopicSettings TOPICS = TopicSettings.defaults();

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Path state;
  private final StreamsSettings settings;
  private Instant now = START;
  private @Nullable Confirmed confirmed;
  private TopologyTestDriver driver;

  /** A stream with that state, which it goes on from. */
  public StreamDriver(Path state, StreamsSettings settings) {
    this.state = state;
    this.settings = settings;
    this.driver = start();
  }

  private TopologyTestDriver start() {
    keepState();
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return new TopologyTestDriver(
        SensorTopology.build(settings, new TestBroker(), metrics), config, now);
  }

  /**
   * Ends the process and starts it again with its state. What was not read from the output topics
   * before is gone.
   */
  public void restart() {
    driver.close();
    confirmed = null;
    driver = start();
  }

  /** A driver deletes its state when it is closed, but not what a link leads to. */
  private void keepState() {
    try {
      for (String task : List.of("0_0", "global")) {
        Path kept = Files.createDirectories(state.resolve("kept").resolve(task));
        Path directory = Files.createDirectories(state.resolve(APPLICATION).resolve(task));
        Files.createSymbolicLink(directory.resolve("rocksdb"), kept);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record of the events topic, stamped with the wall clock. */
  void send(Events.Sent event) {
    send(event.key(), event.payload());
  }

  void send(byte @Nullable [] key, byte @Nullable [] payload) {
    send(key, payload, new RecordHeaders());
  }

  void send(byte @Nullable [] key, byte @Nullable [] payload, Headers headers) {
    input(TOPICS.events()).pipeInput(new TestRecord<>(key, payload, headers, now));
  }

  /** An event in a record of the events topic that says of itself when it was sent. */
  public void sendStamped(SensorEvent event, Instant recordTime) {
    Events.Sent sent = Events.sent(event);
    input(TOPICS.events())
        .pipeInput(new TestRecord<>(sent.key(), sent.payload(), new RecordHeaders(), recordTime));
  }

  /** The wall clock is set, and nothing happens meanwhile. */
  public void setClock(Instant time) {
    driver.advanceWallClockTime(Duration.between(now, time));
    now = time;
  }

  /** A record of the reference topic. */
  void refer(String sensorId, @Nullable String json) {
    input(TOPICS.reference())
        .pipeInput(
            sensorId.getBytes(StandardCharsets.UTF_8),
            json == null ? null : json.getBytes(StandardCharsets.UTF_8));
  }

  /** A record of the rules topic. */
  void rule(@Nullable String id, @Nullable String json) {
    input(TOPICS.rules())
        .pipeInput(
            id == null ? null : id.getBytes(StandardCharsets.UTF_8),
            json == null ? null : json.getBytes(StandardCharsets.UTF_8));
  }

  void referWithoutKey(String json) {
    input(TOPICS.reference()).pipeInput(null, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Time passes, and nobody hears of the broker. */
  public void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      now = now.plusSeconds(1);
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
  }

  /** Time passes, and each second the broker says that there is nothing more to read. */
  void passQuietly(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      confirmed = new Confirmed(0, 0, now.plusSeconds(1));
      pass(Duration.ofSeconds(1));
    }
  }

  Instant now() {
    return now;
  }

  /** The enriched events since they were last read. */
  public List<EnrichedEvent> enriched() {
    return read(TOPICS.enriched(), new EnrichedEventJson());
  }

  /** The windows there are, once closing, which goes on with the clock, has had its time. */
  public List<WindowAggregate> windows() {
    for (int tick = 0; tick < 4; tick++) {
      now = now.plus(TICK);
      driver.advanceWallClockTime(TICK);
    }
    return read(TOPICS.aggregates(), new WindowAggregateJson());
  }

  /** Of the windows to be read those by sensor, of one minute. */
  List<WindowAggregate> minutes() {
    return windows().stream()
        .filter(window -> window.scope() == Scope.SENSOR && window.windowType().equals("1m"))
        .toList();
  }

  List<Anomaly> anomalies() {
    return read(TOPICS.anomalies(), new AnomalyJson());
  }

  List<Alert> alerts() {
    return read(TOPICS.alerts(), new AlertJson());
  }

  List<RejectedEvent> rejected() {
    return read(TOPICS.rejected(), new RejectedEventJson());
  }

  /** Records as they are in the topic. */
  List<TestRecord<byte[], byte[]>> raw(String topic) {
    return output(topic).readRecordsToList();
  }

  double count(String name, String... tags) {
    return metrics.get(name).tags(tags).counter().count();
  }

  double gauge(String name, String... tags) {
    return metrics.get(name).tags(tags).gauge().value();
  }

  /** How many entries a store has. */
  int entries(String store) {
    int entries = 0;
    try (var all = driver.getKeyValueStore(store).all()) {
      for (; all.hasNext(); all.next()) {
        entries++;
      }
    }
    return entries;
  }

  SimpleMeterRegistry metrics() {
    return metrics;
  }

  @Override
  public void close() {
    driver.close();
  }

  /** The broker of the test: it has one input partition. */
  private final class TestBroker implements PartitionProgress {

    @Override
    public Optional<Confirmed> latest(int partition) {
      return Optional.ofNullable(confirmed);
    }

    @Override
    public OptionalInt partitions() {
      return OptionalInt.of(1);
    }
  }

  private <T> List<T> read(String topic, JsonCodec<T> codec) {
    return raw(topic).stream().map(record -> codec.decode(record.value())).toList();
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
