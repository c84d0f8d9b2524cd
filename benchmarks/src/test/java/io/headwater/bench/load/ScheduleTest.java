package io.headwater.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EventTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

  private final Schedule schedule =
      new Schedule(START, 3_000, Duration.ofSeconds(2), Duration.ofSeconds(10));

  @Test
  void shouldSendAtASteadyRate() {
    assertThat(schedule.events()).isEqualTo(36_000);
    assertThat(schedule.dueNanos(0)).isZero();
    assertThat(schedule.dueNanos(1)).isEqualTo(333_333);
    assertThat(schedule.dueNanos(3_000)).isEqualTo(1_000_000_000);
    assertThat(schedule.dueNanos(3_000L * 86_400 * 365)).isEqualTo(31_536_000_000_000_000L);
  }

  @Test
  void shouldGiveAnEventTheTimeItIsDueAt() {
    assertThat(EventTime.format(schedule.eventTime(4_500))).isEqualTo("2026-03-01T06:00:01.500Z");
  }

  @Test
  void shouldCountWhatIsSentAfterTheWarmUp() {
    assertThat(schedule.isMeasured(schedule.eventTime(5_999))).isFalse();
    assertThat(schedule.isMeasured(schedule.eventTime(6_000))).isTrue();
    assertThat(schedule.isMeasured(schedule.eventTime(35_999))).isTrue();
    assertThat(schedule.isMeasured(schedule.eventTime(36_000))).isFalse();
  }

  @Test
  void shouldMeasureFromWhenAnEventWasDueAndNotFromWhenItWasSent() {
    // Given an event due 1.5 s after the start, whose sender was held up until 1.9 s
    long eventTime = schedule.eventTime(4_500);

    // When its result is read at 2.0 s
    long latency = schedule.latencyNanos(eventTime, 2_000_000_000);

    // Then it took half a second
    assertThat(latency).isEqualTo(500_000_000);
  }
}
