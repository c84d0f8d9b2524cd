package io.headwater.sink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(Duration.ofMillis(500), Duration.ofSeconds(30));

  @Test
  void shouldDouble() {
    assertThat(SCHEDULE.delay(1, 0)).isEqualTo(Duration.ofMillis(250));
    assertThat(SCHEDULE.delay(2, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(SCHEDULE.delay(4, 0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(SCHEDULE.delay(100, 0)).isEqualTo(Duration.ofSeconds(15));
  }

  @Property
  void shouldStayWithinHalfOfTheStepAndTheWhole(
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int failures,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    Duration delay = SCHEDULE.delay(failures, random);

    assertThat(delay).isBetween(SCHEDULE.delay(failures, 0), Duration.ofSeconds(30));
    assertThat(delay).isLessThanOrEqualTo(SCHEDULE.delay(failures, 0).multipliedBy(2));
  }

  @Test
  void shouldHaveNoTurnBeforeTheDelayIsOver() {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    Attempts attempts = new Attempts(SCHEDULE, () -> now[0]);
    Trouble full = Trouble.ofStorage(new IOException("No space left on device"));
    assertThat(attempts.haveTurn()).isTrue();

    Duration delay = attempts.failed(full);

    assertThat(attempts.haveTurn()).isFalse();
    assertThat(attempts.trouble()).contains(full);
    now[0] = now[0].plus(delay);
    assertThat(attempts.haveTurn()).isTrue();
    assertThat(attempts.areFailing()).isTrue();
    attempts.succeeded();
    assertThat(attempts.areFailing()).isFalse();
  }

  @Test
  void shouldHaveATurnWhenTheClockWasSetBack() {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    Attempts attempts = new Attempts(SCHEDULE, () -> now[0]);
    attempts.failed(Trouble.ofStorage(new IOException("No space left on device")));

    now[0] = now[0].minus(Duration.ofHours(1));

    assertThat(attempts.haveTurn()).isTrue();
  }
}
