package io.headwater.streams;

import static io.headwater.streams.Events.pressure;
import static io.headwater.streams.Events.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EventTime;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sensors that send nothing, through the whole stream. */
class MissingDataScenarioTest {

  /** Before the driver's wall clock: a backlog. */
  private static final Instant MORNING = Instant.parse("2026-03-01T09:00:00Z");

  @TempDir private Path state;

  @Test
  void shouldTellOnceOfASensorThatStoppedThoughItIsRestartedInBetween() {
    try (StreamDriver stream = stream()) {
      // Given a sensor that stops, and another that goes on
      stream.send(sent(pressure("p-1", MORNING, 3)));
      sendEachSecond(stream, "p-2", 0, 200);
      assertThat(silences(stream)).isEmpty();
      stream.restart();
      // When five minutes have passed
      sendEachSecond(stream, "p-2", 200, 309);
      assertThat(silences(stream)).isEmpty();
      sendEachSecond(stream, "p-2", 310, 312);
      // Then that is told, and not again
      assertThat(silences(stream))
          .extracting(Anomaly::anomalyId, Anomaly::sensorId, Anomaly::eventTime, Anomaly::value)
          .containsExactly(
              tuple(
                  "missing-data:0:sensor-events:0:0",
                  "p-1",
                  EventTime.ofInstant(MORNING.plusSeconds(300)),
                  null));
      stream.restart();
      sendEachSecond(stream, "p-2", 312, 700);
      assertThat(silences(stream)).isEmpty();
    }
  }

  @Test
  void shouldTellWhenNothingComesAnyMoreAndTheBrokerConfirmsIt() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(pressure("p-1", stream.now(), 3)));
      // 31 s to be idle; the watermark is 10 s behind, and the event was at its latest
      stream.passQuietly(Duration.ofSeconds(31 + 308));
      assertThat(silences(stream)).isEmpty();
      stream.passQuietly(Duration.ofSeconds(3));
      assertThat(silences(stream)).hasSize(1);
      stream.passQuietly(Duration.ofMinutes(30));
      assertThat(silences(stream)).isEmpty();
    }
  }

  @Test
  void shouldTellNothingDuringAnOutageNorAfterIt() {
    try (StreamDriver stream = stream()) {
      for (int sensor = 0; sensor < 20; sensor++) {
        stream.send(sent(pressure("p-" + sensor, stream.now(), 3)));
      }
      // When nobody hears of the broker for twenty minutes, and then all send again
      stream.pass(Duration.ofMinutes(20));
      assertThat(silences(stream)).isEmpty();
      for (int sensor = 0; sensor < 20; sensor++) {
        stream.pass(Duration.ofSeconds(2));
        stream.send(sent(pressure("p-" + sensor, stream.now(), 3)));
      }
      assertThat(silences(stream)).isEmpty();
    }
  }

  @Test
  void shouldTellAfterAnOutageOnlyOfThoseWhoDoNotComeBackWithTheOthers() {
    try (StreamDriver stream = stream()) {
      Instant before = stream.now();
      for (int sensor = 0; sensor < 20; sensor++) {
        stream.send(sent(pressure("p-" + sensor, before, 3)));
      }
      // When all but one send after twenty minutes, one after the other, what they had kept
      stream.pass(Duration.ofMinutes(20));
      for (int sensor = 1; sensor < 20; sensor++) {
        stream.pass(Duration.ofSeconds(2));
        for (int kept = 10; kept <= 1_200; kept += 10) {
          stream.send(sent(pressure("p-" + sensor, before.plusSeconds(kept), 3)));
        }
      }
      assertThat(silences(stream)).isEmpty();
      // Then the one is told of, a minute after the first was back
      stream.pass(Duration.ofSeconds(24));
      stream.send(sent(pressure("p-1", stream.now(), 3)));
      assertThat(silences(stream)).extracting(Anomaly::sensorId).containsExactly("p-0");
    }
  }

  @Test
  void shouldLookSoonerWhenARuleSaysSo() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(pressure("p-1", MORNING, 3)));
      sendEachSecond(stream, "p-2", 0, 60);
      stream.rule("missing-data", "{\"version\":2,\"kind\":\"missing-data\",\"after_seconds\":30}");
      sendEachSecond(stream, "p-2", 61, 62);

      assertThat(silences(stream))
          .extracting(Anomaly::sensorId, Anomaly::ruleVersion)
          .containsExactly(tuple("p-1", 2));
    }
  }

  @Test
  void shouldWaitForTheEndOfAMute() {
    try (StreamDriver stream = stream()) {
      stream.refer("p-1", "{\"muted_until\":\"2026-03-01T09:10:00Z\"}");
      stream.send(sent(pressure("p-1", MORNING, 3)));
      sendEachSecond(stream, "p-2", 0, 600);
      assertThat(silences(stream)).isEmpty();
      sendEachSecond(stream, "p-2", 600, 671);
      assertThat(silences(stream))
          .extracting(Anomaly::eventTime)
          .containsExactly(EventTime.ofInstant(MORNING.plusSeconds(600)));
    }
  }

  private static void sendEachSecond(StreamDriver stream, String sensorId, int from, int to) {
    for (int second = from; second <= to; second++) {
      stream.send(sent(pressure(sensorId, MORNING.plusSeconds(second), 3)));
    }
  }

  private static List<Anomaly> silences(StreamDriver stream) {
    return stream.anomalies().stream()
        .filter(anomaly -> anomaly.kind() == AnomalyKind.MISSING_DATA)
        .toList();
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
