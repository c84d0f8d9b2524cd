package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.runtime.BrokerProgress.Answer;
import io.headwater.streams.runtime.ProgressStep.Rows;
import io.headwater.streams.time.PartitionProgress.Confirmed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressJournalTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ProgressJournal journal =
      new ProgressJournal(
          new CountedRows(registry),
          new Watermarks(registry, InstantSource.fixed(NOON)),
          () -> 4_096L);

  @Test
  void shouldTellOfEachTenSecondsWhatWasReadAndWhatCameOfIt() {
    // Given two partitions, the first of them with a watermark
    registry.counter("headwater.stream.events", "outcome", "accepted").increment(1_000);
    registry.gauge("headwater.stream.watermark.delay", List.of(Tag.of("partition", "0")), 12.5);
    journal.heard(answer(NOON, new Confirmed(500, 400, NOON), new Confirmed(10, -1, NOON)));
    assertThat(journal.last()).isEmpty();

    // When ten seconds have passed
    registry.counter("headwater.stream.events", "outcome", "accepted").increment(118);
    registry.counter("headwater.stream.events", "outcome", "rejected").increment(2);
    registry.counter("headwater.stream.late").increment(3);
    registry.counter("headwater.stream.windows.closed", "window", "1m").increment(7);
    registry.counter("headwater.stream.windows.closed", "window", "5m").increment(4);
    Instant end = NOON.plusSeconds(10);
    journal.heard(answer(end, new Confirmed(540, 510, end), new Confirmed(20, 10, end)));

    // Then the step has what happened in them, and nothing from before
    ProgressStep step = journal.last().orElseThrow();
    assertThat(step.timestamp()).isEqualTo(end);
    assertThat(step.durationMs()).isEqualTo(10_000);
    assertThat(step.input()).isEqualTo(new ProgressStep.Counts(120, 5.0, 12.0));
    assertThat(step.rows()).isEqualTo(new Rows(118, 2, 3, 11, 0, 0));
    assertThat(step.watermark()).isEqualTo(NOON.minusMillis(12_500));
    assertThat(step.stateBytes()).isEqualTo(4_096);
    assertThat(step.sources())
        .containsExactly(
            new ProgressStep.InputPartition(0, 400, 510, 500, 540, NOON.minusMillis(12_500)),
            new ProgressStep.InputPartition(1, 0, 10, 10, 20, null));
  }

  @Test
  void shouldWaitUntilAStepIsLongEnough() {
    journal.heard(answer(NOON, new Confirmed(1, 0, NOON)));
    journal.heard(answer(NOON.plusMillis(9_999), new Confirmed(2, 1, NOON)));

    assertThat(journal.recent()).isEmpty();
  }

  @Test
  void shouldKeepTheLastHundredSteps() {
    for (int second = 0; second <= 1_100; second += 10) {
      Instant at = NOON.plusSeconds(second);
      journal.heard(answer(at, new Confirmed(second, second, at)));
    }

    assertThat(journal.recent()).hasSize(100);
    assertThat(journal.recent().get(99).timestamp()).isEqualTo(NOON.plusSeconds(1_100));
    assertThat(journal.last()).contains(journal.recent().get(99));
  }

  private static Answer answer(Instant at, Confirmed first) {
    return new Answer(at, Map.of(0, first));
  }

  private static Answer answer(Instant at, Confirmed first, Confirmed second) {
    return new Answer(at, Map.of(0, first, 1, second));
  }
}
