package io.headwater.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineFiguresTest {

  @Test
  void shouldCountFromTheLastLookWithoutACommitToTheLastRow() {
    // Given a start of 4 s, tables that follow the stream, and three seconds of looking in vain
    PipelineFigures figures =
        PipelineFigures.of(
            List.of(
                at(3_900, 0, 0, 5, 5),
                at(4_000, 4_000, 0, 6, 5),
                at(4_900, 10_000, 0, 7, 6),
                at(8_900, 100_000, 50_000, 12, 8),
                at(13_900, 100_000, 101_000, 13, 10),
                at(16_900, 100_000, 101_000, 14, 11)));

    // Then what follows the last row is not in it, and what came before the first commit is not
    assertThat(figures.startSeconds()).isEqualTo(4);
    assertThat(figures.whole().events()).isEqualTo(100_000);
    assertThat(figures.whole().seconds()).isEqualTo(10);
    assertThat(figures.whole().eventsPerSecond()).isEqualTo(10_000);
    assertThat(figures.whole().streamCpuMicros()).isCloseTo(80, within(1e-9));
    assertThat(figures.whole().sinkCpuMicros()).isCloseTo(50, within(1e-9));
    assertThat(figures.whole().bothCpuMicros()).isCloseTo(130, within(1e-9));
    // and the wait for the last row is told apart
    assertThat(figures.tailSeconds()).isEqualTo(5);
    assertThat(figures.streamCpuSeconds()).isEqualTo(13);
    // and the warm part has the events that were not through the stream when 5 % were
    assertThat(figures.warm().events()).isEqualTo(90_000);
    assertThat(figures.warm().seconds()).isEqualTo(9);
  }

  @Test
  void shouldCountEverythingWhenAllWentThroughTheStreamAtOnce() {
    PipelineFigures figures =
        PipelineFigures.of(
            List.of(at(3_000, 0, 0, 1, 1), at(4_000, 500, 0, 2, 2), at(5_000, 500, 510, 2, 3)));

    assertThat(figures.whole().seconds()).isEqualTo(2);
    assertThat(figures.warm()).isEqualTo(figures.whole());
  }

  private static Look at(long millis, long streamed, long rows, long streamCpu, long sinkCpu) {
    return new Look(
        Duration.ofMillis(millis),
        streamed,
        rows,
        new Look.Cpu(
            Duration.ofSeconds(streamCpu), Duration.ofSeconds(sinkCpu), Duration.ofSeconds(1)));
  }
}
