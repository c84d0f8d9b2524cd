package io.headwater.streams;

import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CloseReason;
import io.headwater.model.EventTime;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorTopologyTest {

  @TempDir private Path state;

  @Test
  void shouldCloseTheMinuteWhenALaterEventMovesTheWatermarkToItsEnd() {
    try (StreamDriver stream = new StreamDriver(state, StreamsSettings.defaults())) {
      // Given two readings of one minute
      Instant minute = Instant.parse("2026-03-01T11:50:00Z");
      stream.send(sent(temperature("t-1", minute.plusSeconds(1), 70)));
      stream.send(sent(temperature("t-1", minute.plusSeconds(59), 80)));
      // When the watermark, ten seconds behind, is a microsecond short of the minute's end
      stream.send(sent(temperature("t-1", minute.plusSeconds(70).minusNanos(1_000), 75)));
      // Then the window stays open
      assertThat(stream.windows()).isEmpty();
      // When it reaches the end
      stream.send(sent(temperature("t-1", minute.plusSeconds(70), 75)));
      // Then the window comes, once
      List<WindowAggregate> windows = stream.windows();
      assertThat(windows).hasSize(1);
      WindowAggregate window = windows.get(0);
      assertThat(window.windowStart()).isEqualTo(EventTime.ofInstant(minute));
      assertThat(window.summary().count()).isEqualTo(2);
      assertThat(window.summary().sum()).isEqualTo(150);
      assertThat(window.closeReason()).isEqualTo(CloseReason.WATERMARK);
      assertThat(stream.gauge("headwater.stream.panes.open")).isEqualTo(1);
    }
  }
}
