package io.headwater.quickstart.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EventTime;
import io.headwater.model.RejectedEvent;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.source.SourceRecord;
import io.headwater.quickstart.source.Trait;
import io.headwater.streams.SensorTopology;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.time.PartitionProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plant's records before the stream itself: it is the judge of what is malformed. */
class FlawTest {

  private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");
  private static final TopicSettings TOPICS = TopicSettings.defaults();

  @TempDir private static Path state;
  private static TopologyTestDriver stream;
  private static TestInputTopic<byte[], byte[]> events;

  @BeforeAll
  static void startStream() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "flaws");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    stream =
        new TopologyTestDriver(
            SensorTopology.build(
                StreamsSettings.defaults(), new SilentBroker(), new SimpleMeterRegistry()),
            config,
            START);
    events =
        stream.createInputTopic(
            TOPICS.events(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterAll
  static void stopStream() {
    stream.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeRejectedForItsReason(Flaw flaw) {
    SensorState sensor = new SensorState(Plant.build(1, 1, 1).sensors().get(0), 0, 0, 0);
    var event = sensor.read(EventTime.ofInstant(START), new Chance(1)).event();

    events.pipeInput(flaw.key(event), flaw.value(event), START);

    assertThat(rejected())
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).isEqualTo(flaw.reason()));
  }

  @Test
  void shouldBeTheOnlyCauseToRejectARecordOfThePlant() {
    EventFactory factory =
        new EventFactory(
            Plant.build(100, 20, 3),
            new Timetable(EventTime.ofInstant(START), 0, 1_000, OptionalLong.of(5_000)),
            new Shares(0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0),
            3);
    int malformed = 0;

    while (factory.hasNext()) {
      SourceRecord next = factory.next();
      events.pipeInput(next.key(), next.value(), START);
      malformed += next.traits().contains(Trait.MALFORMED) ? 1 : 0;
    }

    assertThat(rejected()).hasSize(malformed);
    assertThat(output(TOPICS.enriched()).getQueueSize()).isEqualTo(5_000 - malformed);
  }

  private static List<RejectedEvent> rejected() {
    RejectedEventJson json = new RejectedEventJson();
    return output(TOPICS.rejected()).readValuesToList().stream().map(json::decode).toList();
  }

  private static TestOutputTopic<byte[], byte[]> output(String topic) {
    return stream.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Confirms nothing, so no partition is idle. */
  private static final class SilentBroker implements PartitionProgress {
    @Override
    public Optional<Confirmed> latest(int partition) {
      return Optional.empty();
    }

    @Override
    public OptionalInt partitions() {
      return OptionalInt.empty();
    }
  }
}
