package io.headwater.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.bench.load.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RowLatenciesTest {

  private static final long MILLI = 1_000_000;

  private final Schedule schedule =
      new Schedule(
          Instant.parse("2026-03-01T06:00:00Z"), 100, Duration.ofSeconds(1), Duration.ofSeconds(9));
  private final RowLatencies rows = new RowLatencies(schedule);

  @Test
  void shouldMeasureFromWhenTheEventWasDueToTheCommitThatPassesItsOffset() {
    // Given events due at 2,000 and 2,500 ms, at offsets 40 and 50 of partition 1
    rows.read(1, 40, schedule.eventTime(200));
    rows.read(1, 50, schedule.eventTime(250));

    // When the table passes the first of them, and another partition's offset
    rows.visible(0, 100, 2_800 * MILLI);
    rows.visible(1, 50, 2_900 * MILLI);

    // Then the second waits for the commit that passes it
    assertThat(rows.waiting()).isEqualTo(1);
    rows.visible(1, 51, 3_000 * MILLI);
    assertThat(rows.waiting()).isZero();
    assertThat(rows.percentiles().count()).isEqualTo(2);
    assertThat(rows.percentiles().max()).isCloseTo(900, within(1.0));
    assertThat(rows.percentiles().p50()).isCloseTo(500, within(1.0));
  }

  @Test
  void shouldTakeTheFirstCommitThatHadTheRowWhenTheTableWasSeenBeforeTheTopic() {
    // Given commits seen at 2.5, 3 and 4 s
    rows.visible(0, 10, 2_500 * MILLI);
    rows.visible(0, 20, 3_000 * MILLI);
    rows.visible(0, 20, 3_500 * MILLI);
    rows.visible(0, 30, 4_000 * MILLI);

    // When the event at offset 15, due at 2 s, is read from the topic only now
    rows.read(0, 15, schedule.eventTime(200));

    // Then its row was visible at 3 s
    assertThat(rows.waiting()).isZero();
    assertThat(rows.percentiles().max()).isCloseTo(1_000, within(1.0));
  }

  @Test
  void shouldLeaveOutWhatDoesNotCount() {
    rows.read(0, 5, schedule.eventTime(50));
    rows.visible(0, 10, 2_000 * MILLI);

    assertThat(rows.waiting()).isZero();
    assertThat(rows.percentiles().count()).isZero();
  }
}
