package io.headwater.streams;

import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input whose records have any keys or none: the same stream, but for one more topic inside. */
class AnyKeyingScenarioTest {

  private static final Instant MINUTE = Instant.parse("2026-03-01T11:00:00Z");

  @TempDir private Path state;

  @Test
  void shouldBringASensorsEventsTogetherWhateverTheirKeys() {
    try (StreamDriver stream = stream()) {
      // Given events of a sensor without a key, with one of another kind, and keyed by sensor
      stream.send(null, payload(temperature("t-1", MINUTE, 70)));
      stream.send("gateway-7".getBytes(UTF_8), payload(temperature("t-1", MINUTE, 71)));
      stream.send(sent(temperature("t-1", MINUTE, 72)));
      // When their minute is over
      stream.send(null, payload(temperature("t-1", MINUTE.plusSeconds(70), 70)));
      // Then they are in one window
      assertThat(minutes(stream))
          .extracting(window -> window.summary().count())
          .containsExactly(3L);
      assertThat(stream.rejected()).isEmpty();
    }
  }

  @Test
  void shouldSendEventsOnAsTheyWereKeyedBySensor() {
    try (StreamDriver stream = stream()) {
      stream.send(null, payload(temperature("t-1", MINUTE, 70)));
      stream.pass(Duration.ofSeconds(5));
      stream.send(null, new byte[] {'?'});
      stream.send(null, payload(temperature("t-2", MINUTE, 70)));

      List<TestRecord<byte[], byte[]>> records = stream.raw("sensor-events-enriched");
      assertThat(records)
          .extracting(record -> new String(record.key(), UTF_8))
          .containsExactly("t-1", "t-2");
      assertThat(records)
          .extracting(TestRecord::getRecordTime)
          .as("the input's own timestamps")
          .containsExactly(StreamDriver.START, StreamDriver.START.plusSeconds(5));
    }
  }

  @Test
  void shouldNameTheInputRecordAsTheOrigin() {
    try (StreamDriver stream = stream()) {
      stream.send(null, new byte[] {'?'});
      stream.send(null, payload(temperature("t-1", MINUTE, 70)));

      assertThat(stream.enriched())
          .extracting(EnrichedEvent::origin)
          .containsExactly(new Origin("sensor-events", 0, 1));
    }
  }

  @Test
  void shouldJudgeAndCountALateEventOnce() {
    try (StreamDriver stream = stream()) {
      stream.send(null, payload(temperature("t-1", MINUTE, 70)));
      stream.send(null, payload(temperature("t-1", MINUTE.plusSeconds(70), 70)));
      stream.send(null, payload(temperature("t-1", MINUTE.plusSeconds(59), 99)));

      assertThat(stream.enriched())
          .extracting(EnrichedEvent::late)
          .containsExactly(false, false, true);
      assertThat(stream.count("headwater.stream.late")).isEqualTo(1);
      assertThat(minutes(stream))
          .extracting(window -> window.summary().max())
          .containsExactly(70.0);
    }
  }

  @Test
  void shouldCloseTheLastWindowsWhenTheInputFallsIdle() {
    try (StreamDriver stream = stream()) {
      // Given an event at the start of its minute
      stream.send(null, payload(temperature("t-1", MINUTE, 70)));
      // When the broker confirms silence: 31 s to be idle, then 70 s up to the minute's end
      stream.passQuietly(Duration.ofSeconds(31 + 69));
      assertThat(minutes(stream)).isEmpty();
      stream.passQuietly(Duration.ofSeconds(1));
      // Then the window closes, and says why
      assertThat(minutes(stream))
          .extracting(WindowAggregate::closeReason)
          .containsExactly(CloseReason.IDLE);
    }
  }

  @Test
  void shouldJudgeAsBeforeAfterARestart() {
    try (StreamDriver stream = stream()) {
      // Given a minute that is closed and one that is open
      stream.send(null, payload(temperature("t-1", MINUTE, 70)));
      stream.send(null, payload(temperature("t-1", MINUTE.plusSeconds(71), 80)));
      assertThat(minutes(stream)).hasSize(1);
      stream.enriched();
      // When the process is restarted
      stream.restart();
      // Then an event of the closed minute is late, one of the open minute is not
      stream.send(null, payload(temperature("t-1", MINUTE.plusSeconds(59), 99)));
      stream.send(null, payload(temperature("t-1", MINUTE.plusSeconds(72), 90)));
      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsExactly(true, false);
      // and the open minute closes with both its events
      stream.send(null, payload(temperature("t-1", MINUTE.plusSeconds(130), 80)));
      assertThat(minutes(stream))
          .extracting(window -> window.summary().sum())
          .containsExactly(170.0);
    }
  }

  private static byte[] payload(SensorEvent event) {
    return sent(event).payload();
  }

  private static List<WindowAggregate> minutes(StreamDriver stream) {
    return stream.windows().stream()
        .filter(window -> window.windowType().equals("1m") && window.sensorId() != null)
        .toList();
  }

  private StreamDriver stream() {
    KafkaSettings kafka = new KafkaSettings(null, null, null, InputKeying.ANY, null);
    return new StreamDriver(state, new StreamsSettings(kafka, null, null, null, null, null, null));
  }
}
