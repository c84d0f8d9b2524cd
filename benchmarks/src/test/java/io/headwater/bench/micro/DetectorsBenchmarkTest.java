package io.headwater.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.load.SensorLoad;
import io.headwater.model.SensorEvent;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DetectorsBenchmarkTest {

  private static final SensorLoad LOAD = Readings.of(100, Duration.ofSeconds(1));

  private static final DetectorsBenchmark BENCHMARK = new DetectorsBenchmark();

  @BeforeAll
  static void prepare() {
    BENCHMARK.prepare();
  }

  @Test
  void shouldFindEachTooHotReadingAsTheOnlyRule() {
    int tooHot = count(4, event -> event.value() > 100);

    assertThat(tooHot).isPositive();
    assertThat(BENCHMARK.threshold()).isEqualTo(tooHot);
    assertThat(BENCHMARK.threshold()).isEqualTo(tooHot);
  }

  @Test
  void shouldFindEachJumpUpAndDownAsTheOnlyRule() {
    int tooHot = count(4, event -> event.value() > 100);

    assertThat(BENCHMARK.spike()).isGreaterThanOrEqualTo(tooHot);
  }

  @Test
  void shouldFindEachStatusThatIsAnErrorAsTheOnlyRule() {
    assertThat(BENCHMARK.status()).isPositive().isEqualTo(badStatuses());
  }

  @Test
  void shouldFindWhatAllRulesFindTogether() {
    int tooHot = count(1, event -> event.deviceType().equals("temperature") && event.value() > 100);

    assertThat(BENCHMARK.builtInRules()).isGreaterThanOrEqualTo(badStatuses() + 2 * tooHot);
  }

  private static int badStatuses() {
    return count(1, event -> !event.status().equals(SensorEvent.DEFAULT_STATUS));
  }

  private static int count(int step, Predicate<SensorEvent> matching) {
    return (int)
        LongStream.iterate(0, number -> number + step)
            .limit(DetectorsBenchmark.EVENTS)
            .mapToObj(LOAD::event)
            .filter(matching)
            .count();
  }
}
