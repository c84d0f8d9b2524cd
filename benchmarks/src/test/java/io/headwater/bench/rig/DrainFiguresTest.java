package io.headwater.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainFiguresTest {

  @Test
  void shouldLeaveTheStartOfTheProcessOut() {
    // Given a start of 4 s that costs 6 s of CPU, and a slow beginning
    DrainFigures figures =
        DrainFigures.of(
            List.of(
                at(3_900, 0, 5_900, 1_000),
                at(4_000, 1_000, 6_000, 1_000),
                at(5_000, 11_000, 7_000, 1_100),
                at(6_000, 101_000, 7_900, 1_500),
                at(7_000, 201_000, 8_600, 2_000)));

    // Then the drain is counted from the first commit, and the warm part from 5 %, 10,050 events
    assertThat(figures.startSeconds()).isEqualTo(4);
    assertThat(figures.processCpuSeconds()).isEqualTo(8.6);
    assertThat(figures.whole().events()).isEqualTo(200_000);
    assertThat(figures.whole().eventsPerSecond()).isCloseTo(200_000 / 3.0, within(1e-6));
    assertThat(figures.whole().cpuMicrosPerEvent()).isCloseTo(13, within(1e-9));
    assertThat(figures.whole().brokerCpuMicrosPerEvent()).isCloseTo(5, within(1e-9));
    assertThat(figures.warm().events()).isEqualTo(190_000);
    assertThat(figures.warm().seconds()).isEqualTo(2);
    assertThat(figures.warm().eventsPerSecond()).isEqualTo(95_000);
  }

  @Test
  void shouldTakeTheLookBeforeWhenAllWasCommittedAtOnce() {
    DrainFigures figures =
        DrainFigures.of(List.of(at(3_900, 0, 5_000, 900), at(4_000, 500, 5_050, 950)));

    assertThat(figures.whole().events()).isEqualTo(500);
    assertThat(figures.whole().seconds()).isEqualTo(0.1);
    assertThat(figures.warm()).isEqualTo(figures.whole());
  }

  @Test
  void shouldCountTheTimeUntilTheLastRecordIsThroughTheInternalTopics() {
    DrainFigures figures =
        DrainFigures.of(
            List.of(at(1_000, 100, 0, 0), at(2_000, 1_000, 0, 0), at(3_000, 1_000, 0, 0)));

    assertThat(figures.whole().seconds()).isEqualTo(2);
  }

  private static Progress at(long millis, long committed, long cpu, long brokerCpu) {
    return new Progress(
        Duration.ofMillis(millis), committed, Duration.ofMillis(cpu), Duration.ofMillis(brokerCpu));
  }
}
