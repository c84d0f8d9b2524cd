package io.headwater.streams;

import static io.headwater.streams.Events.event;
import static io.headwater.streams.Events.pressure;
import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.withLocation;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.CloseReason;
import io.headwater.model.EventTime;
import io.headwater.model.Scope;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of each kind, through the whole stream. */
class WindowKindsTest {

  private static final Instant HOUR = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path state;

  @Test
  void shouldMergeEachSlidingWindowThatHoldsAnEvent() {
    try (StreamDriver stream = stream()) {
      // Given an event in the third minute and one in the fifth
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(150), 2)));
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(250), 3)));
      // When time is far past them
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(1_200), 4)));
      // Then each window of five minutes they are in has come, once, in order
      assertThat(of(stream.windows(), Scope.SENSOR, "5m"))
          .extracting(window -> minuteOf(window.windowEnd()), window -> window.summary().sum())
          .containsExactly(
              tuple(3L, 2.0),
              tuple(4L, 2.0),
              tuple(5L, 5.0),
              tuple(6L, 5.0),
              tuple(7L, 5.0),
              tuple(8L, 3.0),
              tuple(9L, 3.0));
    }
  }

  @Test
  void shouldCountAnEventThatIsLateForItsMinuteInTheWindowsThatAreOpen() {
    try (StreamDriver stream = stream()) {
      // Given a minute that is closed
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(30), 1)));
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(130), 2)));
      // When one more of its events comes, two minutes late
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(31), 4)));
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(4_000), 8)));
      // Then it is in the hour, and in the windows of five minutes that ended later
      List<WindowAggregate> windows = stream.windows();
      assertThat(of(windows, Scope.SENSOR, "1m"))
          .extracting(window -> window.summary().sum())
          .containsExactly(1.0, 2.0);
      assertThat(of(windows, Scope.SENSOR, "5m"))
          .extracting(window -> window.summary().sum())
          .containsExactly(1.0, 1.0, 7.0, 7.0, 7.0, 2.0, 2.0);
      for (Scope scope : Scope.values()) {
        assertThat(of(windows, scope, "1h"))
            .extracting(window -> window.summary().sum())
            .containsExactly(7.0);
      }
    }
  }

  @Test
  void shouldBridgeTwoSessionsByAnEventBetweenThem() {
    try (StreamDriver stream = stream()) {
      // Given two events, twelve minutes apart and the later one first: two sessions
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(3_000), 1)));
      stream.send(sent(withLocation(pressure("p-1", HOUR.plusSeconds(3_600), 2), "yard")));
      // When an event comes that is near enough to both
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(3_599), 4)));
      stream.send(sent(pressure("p-2", HOUR.plusSeconds(4_210), 8)));
      // Then it was one session, and it ended where its last event was
      assertThat(of(stream.windows(), Scope.SENSOR, "session"))
          .singleElement()
          .satisfies(
              session -> {
                assertThat(session.summary().sum()).isEqualTo(7);
                assertThat(session.location()).isEqualTo("yard");
                assertThat(session.windowStart())
                    .isEqualTo(EventTime.ofInstant(HOUR.plusSeconds(3_000)));
                assertThat(session.windowEnd())
                    .isEqualTo(EventTime.ofInstant(HOUR.plusSeconds(4_200)));
                assertThat(session.closeReason()).isEqualTo(CloseReason.WATERMARK);
              });
    }
  }

  @Test
  void shouldTakeTwoEventsJustTheGapApartForTwoSessions() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(pressure("p-1", HOUR, 1)));
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(600), 2)));
      stream.send(sent(pressure("p-2", HOUR.plusSeconds(1_210), 8)));

      assertThat(of(stream.windows(), Scope.SENSOR, "session"))
          .extracting(window -> window.summary().sum())
          .containsExactly(1.0, 2.0);
    }
  }

  @Test
  void shouldAddUpALocationsSensorsOfOneKindAndUnit() {
    try (StreamDriver stream = stream()) {
      // Given two sensors of a kind in one place, one of them in two units, and one elsewhere
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(1), 1)));
      stream.send(sent(pressure("p-2", HOUR.plusSeconds(2), 2)));
      stream.send(sent(pressure("p-2", HOUR.plusSeconds(3), 4)));
      stream.send(sent(event("p-2", "pressure", HOUR.plusSeconds(4), 8, null)));
      stream.send(sent(withLocation(pressure("p-1", HOUR.plusSeconds(5), 16), "yard")));
      // When the minute closes
      stream.send(sent(pressure("p-9", HOUR.plusSeconds(70), 3)));
      // Then each group has its sum and its number of sensors
      List<WindowAggregate> windows = of(stream.windows(), Scope.LOCATION, "1m");
      assertThat(windows)
          .extracting(
              WindowAggregate::location,
              WindowAggregate::unit,
              window -> window.summary().sum(),
              WindowAggregate::sensorCount)
          .containsExactlyInAnyOrder(
              tuple("boiler-house", "bar", 7.0, 2L),
              tuple("boiler-house", null, 8.0, 1L),
              tuple("yard", "bar", 16.0, 1L));
      assertThat(windows).extracting(WindowAggregate::sensorId).containsOnlyNulls();
    }
  }

  @Test
  void shouldHoldNoMoreThanOpenWindowsNeed() {
    try (StreamDriver stream = stream()) {
      // Given a burst of many sensors
      for (int sensor = 0; sensor < 500; sensor++) {
        stream.send(sent(pressure("p-" + sensor, HOUR.plusSeconds(sensor), 1)));
      }
      assertThat(stream.gauge("headwater.stream.panes.open")).isEqualTo(500);
      // When its hour is over
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(3_670), 1)));
      stream.pass(Duration.ofSeconds(2));
      // Then nothing of it is left but what the last event opened
      assertThat(stream.gauge("headwater.stream.panes.open")).isEqualTo(1);
      assertThat(stream.entries("sessions")).isEqualTo(2);
      assertThat(stream.entries("location-windows")).isEqualTo(2);
    }
  }

  @Test
  void shouldSayWhatMovedTheWatermarkToTheEndOfAWindow() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(30), 1)));
      stream.send(sent(pressure("p-1", HOUR.plusSeconds(75), 1)));
      stream.passQuietly(Duration.ofSeconds(31 + 620));

      List<WindowAggregate> windows = stream.windows();
      for (Scope scope : Scope.values()) {
        assertThat(of(windows, scope, "1m"))
            .extracting(WindowAggregate::closeReason)
            .containsExactly(CloseReason.WATERMARK, CloseReason.IDLE);
      }
      assertThat(of(windows, Scope.SENSOR, "session"))
          .extracting(WindowAggregate::closeReason)
          .containsExactly(CloseReason.IDLE);
    }
  }

  private static List<WindowAggregate> of(List<WindowAggregate> windows, Scope scope, String type) {
    return windows.stream()
        .filter(window -> window.scope() == scope && window.windowType().equals(type))
        .sorted(comparing(WindowAggregate::windowEnd))
        .toList();
  }

  private static long minuteOf(long time) {
    return (time - EventTime.ofInstant(HOUR)) / 60_000_000;
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
