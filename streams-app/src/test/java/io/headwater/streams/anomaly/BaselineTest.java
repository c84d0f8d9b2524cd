package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.headwater.streams.anomaly.Baseline.Expected;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

  private static final long MINUTE = 60_000_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** A value each five minutes. */
  private static final long EVERY = 5 * MINUTE;

  private final Random random = new Random(4);
  private long time = 1_700_000_000_000_000L;

  @Test
  void shouldExpectNothingBeforeThereAreSixteenValues() {
    Baseline baseline = baseline(null);
    for (int count = 0; count < 15; count++) {
      send(baseline, 20 + count);
      assertThat(baseline.expected(time, 0)).isEmpty();
    }
    send(baseline, 35);
    assertThat(baseline.expected(time, 0)).isPresent();
  }

  @Test
  void shouldExpectNothingUntilItIsWarm() {
    Baseline baseline = baseline(null);
    long first = time + EVERY;
    steady(baseline, DAY);
    assertThat(baseline.expected(first + DAY - 1, DAY)).isEmpty();
    assertThat(baseline.expected(first + DAY, DAY)).isPresent();
  }

  @Test
  void shouldExpectNothingOfASensorThatHardlySends() {
    Baseline baseline = baseline(null);
    // four values a half-life
    for (int count = 0; count < 1_000; count++) {
      time += DAY / 2;
      baseline.learn(time, 20 + random.nextGaussian());
    }
    assertThat(baseline.expected(time, 0)).isEmpty();
  }

  @Test
  void shouldForgetASensorThatWasAwayForLong() {
    Baseline baseline = baseline(null);
    steady(baseline, 10 * DAY);
    assertThat(baseline.expected(time + 2 * DAY, DAY)).isPresent();
    assertThat(baseline.expected(time + 30 * DAY, DAY)).isEmpty();
  }

  @Test
  void shouldLearnLevelAndDeviation() {
    Baseline baseline = baseline(null);
    steady(baseline, 20 * DAY);
    Expected expected = expected(baseline);
    assertThat(expected.value()).isCloseTo(70, within(0.3));
    assertThat(expected.deviation()).isCloseTo(2, within(0.2));
  }

  @Test
  void shouldBeginWithWhatMostOfTheFirstValuesSay() {
    Baseline baseline = baseline(null);
    for (int count = 0; count < 16; count++) {
      send(baseline, count < 7 ? -9_999 : 20 + random.nextGaussian());
    }
    assertThat(expected(baseline).value()).isCloseTo(20, within(3.0));
    assertThat(expected(baseline).deviation()).isLessThan(6);
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "100, 12"})
  void shouldLearnANewLevelInTheEnd(double deviations, double halfLives) {
    Baseline baseline = baseline(null);
    steady(baseline, 60 * DAY);
    long shift = time;
    double level = 70 + deviations * 2;
    while (score(baseline, level) > 5) {
      send(baseline, level + 2 * random.nextGaussian());
    }
    assertThat((double) (time - shift) / (2 * DAY)).isCloseTo(halfLives, withinPercentage(25));
    for (long end = time + 30 * DAY; time < end; ) {
      send(baseline, level + 2 * random.nextGaussian());
    }
    assertThat(expected(baseline).value()).isCloseTo(level, within(deviations / 5));
  }

  @Test
  void shouldKnowTheTimeOfTheDay() {
    Baseline baseline = baseline(DAY);
    for (long end = time + 30 * DAY; time < end; ) {
      time += EVERY;
      baseline.learn(time, daily(time) + random.nextGaussian());
    }
    for (long hour = 0; hour < 24; hour++) {
      long at = time + hour * HOUR;
      assertThat(baseline.expected(at, 0).orElseThrow().value()).isCloseTo(daily(at), within(1.5));
    }
    assertThat(expected(baseline).deviation()).isLessThan(1.5);
  }

  @Test
  void shouldNotMindTheFirstStepOfASensorThatNeverMoved() {
    Baseline baseline = baseline(null);
    constant(baseline, 20, 10 * DAY);
    assertThat(score(baseline, 20.5)).isBetween(0.0, 5.0);
    assertThat(score(baseline, 30)).isGreaterThan(5);
    // and once it has moved, its steps are known
    send(baseline, 20.5);
    constant(baseline, 20, 10 * DAY);
    assertThat(score(baseline, 20.5)).isBetween(0.0, 5.0);
    assertThat(score(baseline, 19.5)).isBetween(-5.0, 0.0);
    assertThat(score(baseline, 25)).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 2, 20, -1_000})
  void shouldKnowTheStepsOfACoarseSensor(double level) {
    Baseline baseline = baseline(null);
    for (long end = time + 30 * DAY; time < end; ) {
      // nine of ten values are the same
      send(baseline, random.nextInt(10) == 0 ? level + 1 : level);
    }
    assertThat(score(baseline, level + 1)).isBetween(0.0, 2.0);
    assertThat(score(baseline, level - 2)).isBetween(-5.0, 0.0);
    assertThat(score(baseline, level + 10)).isGreaterThan(5);
  }

  @Test
  void shouldTakeZeroForALevelLikeAnyOther() {
    Baseline baseline = baseline(null);
    constant(baseline, 0, 10 * DAY);
    assertThat(expected(baseline)).isEqualTo(new Expected(0, 0.01));
    send(baseline, 1e100);
    constant(baseline, 0, DAY);
    assertThat(Math.abs(expected(baseline).value())).isLessThan(0.01);
  }

  @Test
  void shouldCountALateValueForWhatItWouldCountByNow() {
    Baseline inOrder = baseline(null);
    steady(inOrder, 10 * DAY);
    Baseline late = Baseline.of(inOrder.toBytes());
    double before = expected(inOrder).value();
    // Given two values near the level, so that none is clipped
    inOrder.learn(time + HOUR, before + 1);
    inOrder.learn(time + 4 * DAY, before + 2);
    late.learn(time + 4 * DAY, before + 2);
    late.learn(time + HOUR, before + 1);
    assertThat(late.expected(time + 4 * DAY, 0).orElseThrow().value())
        .isCloseTo(inOrder.expected(time + 4 * DAY, 0).orElseThrow().value(), within(1e-4));
  }

  @Test
  void shouldRefuseAFormatItDoesNotKnow() {
    byte[] bytes = baseline(DAY).toBytes();
    bytes[0] = 9;
    assertThatThrownBy(() -> Baseline.of(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("baselines have format 9");
  }

  @Test
  void shouldTakeFewBytes() {
    Baseline plain = baseline(null);
    Baseline daily = baseline(DAY);
    steady(plain, 10 * DAY);
    steady(daily, 10 * DAY);
    assertThat(plain.toBytes()).hasSizeLessThan(100);
    assertThat(daily.toBytes()).hasSizeLessThan(500);
  }

  private static Baseline baseline(@Nullable Long season) {
    return new Baseline(new BaselineSpeed(2 * DAY, season));
  }

  private void send(Baseline baseline, double value) {
    time += EVERY;
    baseline.learn(time, value);
  }

  private void steady(Baseline baseline, long duration) {
    for (long end = time + duration; time < end; ) {
      send(baseline, 70 + 2 * random.nextGaussian());
    }
  }

  private void constant(Baseline baseline, double value, long duration) {
    for (long end = time + duration; time < end; ) {
      send(baseline, value);
    }
  }

  private double score(Baseline baseline, double value) {
    Expected expected = expected(baseline);
    return (value - expected.value()) / expected.deviation();
  }

  private Expected expected(Baseline baseline) {
    return baseline.expected(time, 0).orElseThrow();
  }

  private static double daily(long time) {
    return 50 + 10 * Math.sin(2 * Math.PI * Math.floorMod(time, DAY) / DAY);
  }
}
