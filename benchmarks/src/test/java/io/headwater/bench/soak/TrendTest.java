package io.headwater.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Test
  void shouldTellWhatGrowsSteadily() {
    Trend trend = of(second -> 200 + second / 10.0);

    assertThat(trend.grows()).isTrue();
    assertThat(trend.secondTenth()).isCloseTo(214.95, within(1e-9));
    assertThat(trend.middleTenth()).isCloseTo(249.95, within(1e-9));
    assertThat(trend.lastTenth()).isCloseTo(294.95, within(1e-9));
    assertThat(trend.slopePerHour()).isCloseTo(360, within(1e-6));
    assertThat(trend.firstThird()).isLessThan(trend.middleThird());
    assertThat(trend.middleThird()).isLessThan(trend.lastThird());
  }

  @Test
  void shouldNotTakeTheWarmUpForGrowth() {
    Trend trend = of(second -> second < 100 ? second : 300);

    assertThat(trend.grows()).isFalse();
    assertThat(trend.slopePerHour()).isZero();
    assertThat(trend.secondTenth()).isEqualTo(300);
  }

  @Test
  void shouldLetPassWhatIsWithinTheTolerance() {
    assertThat(of(second -> 1_000 + second / 20.0).grows()).isFalse();
  }

  @Test
  void shouldNotCallASawtoothGrowthWhenItsTeethAreAsHighAtFirst() {
    // Half of the first third at 60, half at 160; later at 120 and at 150
    assertThat(
            of(second -> second < 400 ? second % 2 * 100 + 60 : second < 700 ? 120 : 150).grows())
        .isFalse();
  }

  @Test
  void shouldNotCallGrowthWhatComesDownAgain() {
    assertThat(of(second -> second > 300 && second < 800 ? 400 : 200).grows()).isFalse();
  }

  @Test
  void shouldSaySoWhenNothingWasSeen() {
    Trend trend = Trend.of(List.of(), 1_000);

    assertThat(trend.grows()).isFalse();
    assertThat(trend.lastTenth()).isNaN();
    assertThat(trend.slopePerHour()).isNaN();
  }

  private static Trend of(IntToDoubleFunction value) {
    return Trend.of(
        IntStream.range(0, 1_000)
            .mapToObj(second -> new Point(second, value.applyAsDouble(second)))
            .toList(),
        1_000);
  }
}
