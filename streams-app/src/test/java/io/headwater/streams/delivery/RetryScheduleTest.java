package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.config.RetrySettings;
import io.headwater.streams.delivery.Answer.Troubled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final Instant BEGIN = Instant.parse("2026-03-02T07:00:00Z");
  private static final Troubled TROUBLE = new Troubled(503, "answered with status 503", null);

  private final RetrySchedule schedule =
      new RetrySchedule(
          "ops",
          new RetrySettings(
              Duration.ofSeconds(1), Duration.ofMinutes(1), null, Duration.ofHours(1)));

  @Test
  void shouldWaitTwiceAsLongEachTimeUpToTheLongest() {
    for (int round = 0; round < 50; round++) {
      RetrySchedule.Series series = schedule.begin(BEGIN);
      for (long whole : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000}) {
        assertThat(series.after(TROUBLE, BEGIN).orElseThrow().toMillis())
            .isBetween(whole / 2 - 1, whole + 1);
      }
    }
  }

  @Test
  void shouldNotHaveAllAlertsComeAtOnce() {
    Set<Duration> pauses = new HashSet<>();
    for (int alert = 0; alert < 50; alert++) {
      pauses.add(schedule.begin(BEGIN).after(TROUBLE, BEGIN).orElseThrow());
    }

    assertThat(pauses).hasSizeGreaterThan(10);
  }

  @Test
  void shouldGiveUpWithTheFirstFailureThatComesTooLate() {
    RetrySchedule.Series series = schedule.begin(BEGIN);

    Optional<Duration> inTime = series.after(TROUBLE, BEGIN.plus(Duration.ofMillis(3_599_999)));
    Optional<Duration> tooLate = series.after(TROUBLE, BEGIN.plus(Duration.ofHours(1)));

    assertThat(inTime).isPresent();
    assertThat(tooLate).isEmpty();
  }

  @Test
  void shouldNotTireOfAlertsThatAreTriedForDays() {
    RetrySchedule.Series series = schedule.begin(BEGIN);
    for (int attempt = 0; attempt < 10_000; attempt++) {
      assertThat(series.after(TROUBLE, BEGIN).orElseThrow()).isLessThan(Duration.ofSeconds(61));
    }
  }
}
