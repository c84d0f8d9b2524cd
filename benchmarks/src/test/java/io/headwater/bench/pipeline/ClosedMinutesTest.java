package io.headwater.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.load.SensorLoad;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClosedMinutesTest {

  private static final Instant START = Instant.parse("2024-03-01T11:58:00Z");
  private static final int SENSORS = 100;

  private final SensorLoad load = new SensorLoad(SENSORS, 5, START, Duration.ofSeconds(1));

  @Test
  void shouldCountTheMinutesThatTheWatermarkHasPassed() {
    // Given 75 s of events, whose watermark of 11:59:05 is past the first minute in each partition
    ClosedMinutes minutes = ClosedMinutes.of(load, 75L * SENSORS, 4);

    assertThat(minutes).isEqualTo(new ClosedMinutes(60L * SENSORS, 0));
  }

  @Test
  void shouldCountNoMinuteWhoseEndTheWatermarkHasNotReached() {
    // Given 65 s of events, whose watermark is 11:58:55
    assertThat(ClosedMinutes.of(load, 65L * SENSORS, 4)).isEqualTo(new ClosedMinutes(0, 0));
  }

  @Test
  void shouldCloseTheMinutesOfEachPartitionByItsOwnWatermark() {
    // Given that the last events, of the 70th second, are of some sensors only
    long events = 70L * SENSORS + 20;
    ClosedMinutes minutes = ClosedMinutes.of(load, events, 40);

    // Then the first minute is closed where one of them is
    assertThat(minutes.events()).isPositive().isLessThan(60L * SENSORS);
    assertThat(minutes.events() % 60).isZero();
  }

  @Test
  void shouldCallLateWhatComesAfterItsMinuteWasClosed() {
    // Given sensors that take a turn of two minutes, out of order by half a second
    SensorLoad slow = new SensorLoad(SENSORS, 5, START, Duration.ofMinutes(2));

    // Then nothing is late: the delay of ten seconds is more than that
    assertThat(ClosedMinutes.of(slow, 1_000, 4).late()).isZero();
  }
}
