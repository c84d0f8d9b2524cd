package io.headwater.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.rig.Progress;
import io.headwater.bench.rig.TableSize;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SinkRunTest {

  private static final TableSize TABLE = new TableSize("events", 2_200, 5, 10_000, 5);

  @Test
  void shouldLeaveOutTheLastCommitWhichWaitsForTheFlushInterval() {
    // Given four full commits, and one of what is left that comes ten seconds later
    SinkRun run =
        SinkRun.of(
            List.of(
                at(4, 0, 5),
                at(5, 500, 6),
                at(6, 1_000, 7),
                at(7, 1_500, 8),
                at(8, 2_000, 9),
                at(9, 2_000, 9),
                at(18, 2_200, 10)),
            OptionalLong.empty(),
            TABLE);

    // Then the rate is that of the full ones, and the process's CPU time is all of it
    assertThat(run.figures().whole().events()).isEqualTo(1_500);
    assertThat(run.figures().whole().seconds()).isEqualTo(3);
    assertThat(run.processCpuSeconds()).isEqualTo(10);
  }

  @Test
  void shouldTakeTheWholeCourseWhenThereAreHardlyAnyCommits() {
    SinkRun run =
        SinkRun.of(
            List.of(at(4, 0, 5), at(5, 500, 6), at(6, 1_000, 7), at(16, 1_200, 8)),
            OptionalLong.empty(),
            TABLE);

    assertThat(run.figures().whole().events()).isEqualTo(700);
  }

  private static Progress at(int second, long committed, int cpuSeconds) {
    return new Progress(
        Duration.ofSeconds(second), committed, Duration.ofSeconds(cpuSeconds), Duration.ZERO);
  }
}
