package io.headwater.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.load.SensorLoad;
import io.headwater.model.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClosedMinutesTest {

  private static final Instant START = Instant.parse("2024-03-01T11:58:00Z");
  private static final int SENSORS = 100;
  private static final Duration DELAY = Duration.ofSeconds(10);

  private final SensorLoad load = new SensorLoad(SENSORS, 5, START, Duration.ofSeconds(1));

  @Test
  void shouldCountTheMinutesThatTheWatermarkHasPassed() {
    // Given 75 s of events, whose watermark of 11:59:05 is past the first minute in each partition
    ClosedMinutes minutes = ClosedMinutes.of(load, 75L * SENSORS, 4, DELAY);

    assertThat(minutes).isEqualTo(new ClosedMinutes(60L * SENSORS, 0));
  }

  @Test
  void shouldCountNoMinuteWhoseEndTheWatermarkHasNotReached() {
    // Given 65 s of events, whose watermark is 11:58:55
    assertThat(ClosedMinutes.of(load, 65L * SENSORS, 4, DELAY)).isEqualTo(new ClosedMinutes(0, 0));
  }

  @Test
  void shouldCloseTheMinutesOfEachPartitionByItsOwnWatermark() {
    // Given that the last events, of the 70th second, are of some sensors only
    long events = 70L * SENSORS + 20;
    ClosedMinutes minutes = ClosedMinutes.of(load, events, 40, DELAY);

    // Then the first minute is closed where one of them is
    assertThat(minutes.events()).isPositive().isLessThan(60L * SENSORS);
    assertThat(minutes.events() % 60).isZero();
  }

  @Test
  void shouldCallLateWhatComesAfterItsMinuteWasClosed() {
    // Given a watermark without a delay, and events that are out of order by up to half a second,
    // those around the full minute too
    SensorLoad astride = new SensorLoad(SENSORS, 5, START.plusMillis(500), Duration.ofSeconds(1));
    ClosedMinutes minutes = ClosedMinutes.of(astride, 70L * SENSORS, 4, Duration.ZERO);

    // Then some of the first minute's are late, and in no window
    long fullMinute = EventTime.ofInstant(START.plusSeconds(60));
    long ofFirstMinute =
        LongStream.range(0, 70L * SENSORS)
            .filter(number -> astride.eventTime(number) < fullMinute)
            .count();
    assertThat(minutes.late()).isPositive().isLessThan(SENSORS);
    assertThat(minutes.events()).isEqualTo(ofFirstMinute - minutes.late());
  }
}
