package io.headwater.bench.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EventTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbePlanTest {

  private static final long BOUNDARY = EventTime.ofInstant(Boundary.HOUR.instant());

  private final ProbePlan plan = new ProbePlan(Boundary.HOUR.instant(), 4);

  @Test
  void shouldFindTheNumberOfEachEventFromItsTime() {
    assertThat(IntStream.range(0, 20_000))
        .allMatch(number -> plan.numberAt(plan.eventTime(number)) == number);
  }

  @Test
  void shouldCloseTheBoundaryWithTheFirstEventThatIsTheDelayPastIt() {
    int first = ProbePlan.firstThatCloses();

    assertThat(plan.eventTime(first) - delayMicros()).isEqualTo(BOUNDARY);
    assertThat(plan.eventTime(first - 1) - delayMicros()).isLessThan(BOUNDARY);
    assertThat(plan.dueNanos(first)).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void shouldReachAllPartitionsInTurn() {
    assertThat(IntStream.range(8, 12).map(plan::partition)).containsExactly(0, 1, 2, 3);
    assertThat(plan.sensorId(10)).isEqualTo("probe-2").matches(ProbePlan::isProbe);
    assertThat(ProbePlan.isProbe("sensor-000001")).isFalse();
  }

  private static long delayMicros() {
    return ProbePlan.WATERMARK_DELAY.toNanos() / 1_000;
  }
}
