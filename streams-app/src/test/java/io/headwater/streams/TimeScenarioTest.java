package io.headwater.streams;

import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WindowSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeScenarioTest {

  /** Long before the driver's wall clock: a replay of history. */
  private static final Instant MINUTE = Instant.parse("2026-03-01T11:00:00Z");

  @TempDir private Path state;

  @Test
  void shouldKeepALateEventOutOfItsWindowButNotOutOfTheTopic() {
    try (StreamDriver stream = stream()) {
      // Given a minute that is closed
      stream.send(sent(temperature("t-1", MINUTE, 70)));
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(70), 70)));
      assertThat(stream.minutes()).hasSize(1);
      stream.enriched();
      // When one more of its events comes
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(59), 99)));
      // Then it is an event, and late, and no window changes
      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsExactly(true);
      assertThat(stream.minutes()).isEmpty();
      assertThat(stream.count("headwater.stream.late")).isEqualTo(1);
    }
  }

  @Test
  void shouldTakeAnEventThatIsOutOfOrderButNotLate() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(69), 70)));
      stream.send(sent(temperature("t-1", MINUTE, 71)));

      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsOnly(false);
      assertThat(stream.gauge("headwater.stream.panes.open")).isEqualTo(2);
    }
  }

  @Test
  void shouldJudgeByTheSmallestWindowThereIs() {
    // Given a stream whose smallest windows are of five minutes
    WindowSettings windows =
        new WindowSettings(null, List.of(Duration.ofMinutes(5)), List.of(), null);
    StreamsSettings settings = new StreamsSettings(null, null, null, null, windows, null, null);
    try (StreamDriver stream = new StreamDriver(state, settings)) {
      // When events are older than a minute, but of a window that is open
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(309), 70)));
      stream.send(sent(temperature("t-1", MINUTE, 70)));
      // Then they are late only when it is closed
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(310), 70)));
      stream.send(sent(temperature("t-1", MINUTE, 70)));
      assertThat(stream.enriched())
          .extracting(EnrichedEvent::late)
          .containsExactly(false, false, false, true);
    }
  }

  @Test
  void shouldNotLetOneFastClockCloseTheOthersWindows() {
    try (StreamDriver stream = stream()) {
      // Given a device that lives half an hour ahead
      stream.send(sent(temperature("t-1", stream.now().plusSeconds(1_800), 70)));
      // When the others send what is true now
      stream.send(sent(temperature("t-2", stream.now(), 70)));
      // Then they are not late
      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsOnly(false);
    }
  }

  @Test
  void shouldCloseTheLastWindowsOfAPartitionThatFellIdle() {
    try (StreamDriver stream = stream()) {
      // Given a partition whose last event is at the start of its minute
      stream.send(sent(temperature("t-1", MINUTE, 70)));
      // When the broker confirms silence: 31 s to be idle, then 70 s up to the minute's end
      stream.passQuietly(Duration.ofSeconds(31 + 69));
      assertThat(stream.minutes()).isEmpty();
      stream.passQuietly(Duration.ofSeconds(1));
      // Then the window closes, and says why
      List<WindowAggregate> windows = stream.minutes();
      assertThat(windows)
          .extracting(WindowAggregate::closeReason)
          .containsExactly(CloseReason.IDLE);
    }
  }

  @Test
  void shouldMoveNothingDuringAnOutage() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(temperature("t-1", MINUTE, 70)));
      // When nobody hears of the broker for five minutes
      stream.pass(Duration.ofMinutes(5));
      // Then what was sent meanwhile is not late
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(1), 70)));
      assertThat(stream.minutes()).isEmpty();
      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsOnly(false);
    }
  }

  @Test
  void shouldLeaveAPartitionWithoutAnEventWithoutAWatermark() {
    try (StreamDriver stream = stream()) {
      stream.passQuietly(Duration.ofMinutes(10));
      stream.send(sent(temperature("t-1", Instant.parse("1969-12-31T23:59:59Z"), 70)));

      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsExactly(false);
    }
  }

  @Test
  void shouldJudgeAsBeforeAfterARestart() {
    try (StreamDriver stream = stream()) {
      // Given a minute that is closed and one that is open
      stream.send(sent(temperature("t-1", MINUTE, 70)));
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(71), 80)));
      assertThat(stream.minutes()).hasSize(1);
      stream.enriched();
      // When the process is restarted
      stream.restart();
      // Then an event of the closed minute is late, one of the open minute is not
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(59), 99)));
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(72), 90)));
      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsExactly(true, false);
      // and the open minute closes with both its events
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(130), 80)));
      assertThat(stream.minutes())
          .extracting(window -> window.summary().sum())
          .containsExactly(170.0);
    }
  }

  @Test
  void shouldGoOnFromTheIdleWatermarkAfterARestart() {
    try (StreamDriver stream = stream()) {
      // Given an idle partition whose last window closed
      stream.send(sent(temperature("t-1", MINUTE, 70)));
      stream.passQuietly(Duration.ofSeconds(31 + 70));
      assertThat(stream.minutes()).hasSize(1);
      stream.enriched();
      // When it is restarted, and an event of that window comes
      stream.restart();
      stream.send(sent(temperature("t-1", MINUTE.plusSeconds(1), 70)));
      // Then that is late
      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsExactly(true);
    }
  }

  @Test
  void shouldTellHowFarAPartitionsWatermarkIsBehindAndForgetItWhenTheTaskEnds() {
    StreamDriver stream = stream();
    assertThat(stream.gauge("headwater.stream.watermark.delay", "partition", "0")).isNaN();

    stream.send(sent(temperature("t-1", MINUTE, 70)));
    assertThat(stream.gauge("headwater.stream.watermark.delay", "partition", "0"))
        .isGreaterThan(10);

    stream.close();
    assertThat(stream.metrics().find("headwater.stream.watermark.delay").gauge()).isNull();
    assertThat(stream.metrics().find("headwater.stream.panes.open").gauge()).isNull();
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
