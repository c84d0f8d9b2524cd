package io.headwater.streams;

import static io.headwater.streams.Events.event;
import static io.headwater.streams.Events.pressure;
import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static io.headwater.streams.Events.withLocation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.CloseReason;
import io.headwater.model.EventTime;
import io.headwater.model.Scope;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.TimeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowScenarioTest {

  private static final Instant MINUTE = Instant.parse("2026-03-01T11:00:00Z");

  @TempDir private Path state;

  @Test
  void shouldCloseTheMinuteWhenTheWatermarkReachesItsEnd() {
    try (StreamDriver stream = stream()) {
      // Given two readings of one minute, the second too hot and risen too fast
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(1), 70)));
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(59), 110)));
      // When the watermark, ten seconds behind, is a microsecond short of the minute's end
      stream.send(sent(pressure("p-1", MINUTE.plusSeconds(70).minusNanos(1_000), 3)));
      // Then the window stays open
      assertThat(stream.minutes()).isEmpty();
      // When it reaches the end
      stream.send(sent(pressure("p-1", MINUTE.plusSeconds(70), 3)));
      // Then the window comes, whole
      assertThat(stream.minutes())
          .containsExactly(
              new WindowAggregate(
                  Scope.SENSOR,
                  "1m",
                  "t-1",
                  "boiler-house",
                  "temperature",
                  "fahrenheit",
                  EventTime.ofInstant(MINUTE),
                  EventTime.ofInstant(MINUTE.plusSeconds(60)),
                  new Summary(2, 180, 0, 70, 110, 800),
                  EventTime.ofInstant(MINUTE.plusSeconds(1)),
                  EventTime.ofInstant(MINUTE.plusSeconds(59)),
                  2,
                  1,
                  CloseReason.WATERMARK));
      // and not again
      stream.send(sent(pressure("p-1", MINUTE.plusSeconds(71), 3)));
      assertThat(stream.minutes()).isEmpty();
      assertThat(
              stream.count(
                  "headwater.stream.windows.closed",
                  "window",
                  "1m",
                  "scope",
                  "sensor",
                  "reason",
                  "watermark"))
          .isEqualTo(1);
    }
  }

  @Test
  void shouldKeyAWindowByItsSensorAndStampItAsTheRecordThatClosedIt() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(temperature("t-ö", MINUTE, 70)));
      stream.send(sent(temperature("t-2", MINUTE.plusSeconds(70), 70)));

      List<TestRecord<byte[], byte[]>> windows = stream.raw("sensor-aggregates");
      assertThat(windows.get(0).key()).isEqualTo("t-ö".getBytes(UTF_8));
      assertThat(windows.get(0).timestamp()).isEqualTo(stream.now().toEpochMilli());
      assertThat(windows.get(0).headers()).isEmpty();
    }
  }

  @Test
  void shouldSumUpEachSeriesForItself() {
    try (StreamDriver stream = stream()) {
      // Given one sensor that moves, changes its kind, its unit, and leaves the unit out
      stream.send(sent(event("s-1", "temperature", MINUTE, 1, "celsius")));
      stream.send(sent(event("s-1", "temperature", MINUTE, 2, "kelvin")));
      stream.send(sent(event("s-1", "temperature", MINUTE, 3, "")));
      stream.send(sent(event("s-1", "temperature", MINUTE, 4, null)));
      stream.send(sent(event("s-1", "humidity", MINUTE, 5, null)));
      stream.send(sent(withLocation(event("s-1", "humidity", MINUTE, 6, null), "yard")));
      stream.send(sent(event("s-1", "temperature", MINUTE.plusSeconds(1), 7, "celsius")));
      // When the minute closes
      stream.send(sent(pressure("p-1", MINUTE.plusSeconds(70), 3)));
      // Then each is a window of its own
      assertThat(stream.minutes())
          .extracting(
              WindowAggregate::location,
              WindowAggregate::deviceType,
              WindowAggregate::unit,
              window -> window.summary().sum())
          .containsExactlyInAnyOrder(
              tuple("boiler-house", "temperature", "celsius", 8.0),
              tuple("boiler-house", "temperature", "kelvin", 2.0),
              tuple("boiler-house", "temperature", "", 3.0),
              tuple("boiler-house", "temperature", null, 4.0),
              tuple("boiler-house", "humidity", null, 5.0),
              tuple("yard", "humidity", null, 6.0));
    }
  }

  @Test
  void shouldCloseAllThatTheWatermarkLeapsOverInTheirOrder() {
    // Given a stream whose watermark trails far, and more open panes than it closes in one go,
    // around 1970, the latest first
    TimeSettings patient = new TimeSettings(Duration.ofMinutes(10), null, null);
    try (StreamDriver stream =
        new StreamDriver(state, new StreamsSettings(null, null, null, patient, null, null, null))) {
      for (int minute = 3; minute >= 0; minute--) {
        Instant time = Instant.parse("1969-12-31T23:58:30Z").plusSeconds(60L * minute);
        for (int sensor = 0; sensor < 600; sensor++) {
          stream.send(sent(pressure("p-" + sensor, time, minute)));
        }
      }
      assertThat(stream.minutes()).isEmpty();
      assertThat(stream.gauge("headwater.stream.panes.open")).isEqualTo(2_400);
      // When a reading of today comes, and closing has its time
      stream.send(sent(pressure("p-1", MINUTE, 3)));
      stream.pass(Duration.ofSeconds(5));
      // Then all are closed, the earliest first
      List<WindowAggregate> windows = stream.minutes();
      assertThat(windows).hasSize(2_400);
      assertThat(windows).isSortedAccordingTo(comparingLong(WindowAggregate::windowStart));
      assertThat(windows.get(0).windowStart()).isEqualTo(-120_000_000);
      assertThat(stream.gauge("headwater.stream.panes.open")).isEqualTo(1);
    }
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
