package io.headwater.quickstart.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopwatchTest {

  private static final long SECOND = 1_000_000_000L;

  private long now = -5 * SECOND;
  private final Stopwatch stopwatch = new Stopwatch(() -> now);

  @Test
  void shouldMeasureFromStartToStop() {
    assertThat(stopwatch.elapsed()).isZero();

    stopwatch.start();
    now += 3 * SECOND;
    assertThat(stopwatch.elapsed()).isEqualTo(Duration.ofSeconds(3));

    stopwatch.stop();
    now += SECOND;
    assertThat(stopwatch.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void shouldBeBehindByWhatTheLastRecordWasLate() {
    stopwatch.start();
    now += 7 * SECOND;
    stopwatch.reached(5 * SECOND);
    assertThat(stopwatch.behind()).isEqualTo(Duration.ofSeconds(2));

    // Nothing is due for a while: that is not late
    now += 60 * SECOND;
    assertThat(stopwatch.behind()).isEqualTo(Duration.ofSeconds(2));

    stopwatch.reached(67 * SECOND);
    assertThat(stopwatch.behind()).isZero();
  }

  @Test
  void shouldNotBeBehindWhenEverythingIsDueAtOnce() {
    stopwatch.start();
    now += 7 * SECOND;
    stopwatch.reached(0);

    assertThat(stopwatch.behind()).isZero();
  }
}
