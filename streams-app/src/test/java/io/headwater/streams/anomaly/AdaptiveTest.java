package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.DetectionRule;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveTest {

  private static final long MINUTE = 60_000_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private long time;

  @Test
  void shouldFindWhatIsFarOffWhatTheSensorHasBeenSending() {
    Rules rule = Rules.only(adaptive(5, 0));
    steady(rule, "bar", 3 * DAY);

    Anomaly found = rule.findings(next(30, "bar")).orElseThrow();

    assertThat(found.anomalyId()).isEqualTo("tried:3:sensor-events:3:42");
    assertThat(found.kind()).isEqualTo(AnomalyKind.ADAPTIVE);
    assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(found.value()).isEqualTo(30);
    assertThat(found.limit()).isNull();
    Anomaly.Expected expected = found.expected();
    assertThat(expected).isNotNull();
    assertThat(expected.low()).isCloseTo(15, within(1.5));
    assertThat(expected.high()).isCloseTo(25, within(1.5));
    assertThat(expected.score()).isCloseTo(10, within(1.5));
    assertThat(found.message())
        .matches(
            "The value 30\\.0 bar is above what this sensor has been sending:"
                + " expected was 1[0-9.]{2,5} to 2[0-9.]{2,5} bar \\(score [0-9.]{3,6}\\)\\.");
  }

  @Test
  void shouldSayBelowWithANegativeScore() {
    Rules rule = Rules.only(adaptive(5, 0));
    steady(rule, null, 3 * DAY);

    Anomaly found = rule.findings(next(-10, null)).orElseThrow();

    assertThat(found.expected()).isNotNull();
    assertThat(found.expected().score()).isNegative();
    assertThat(found.message()).contains("The value -10.0 is below what this sensor");
  }

  @Test
  void shouldSayNothingWhileItWarmsUp() {
    Rules rule = Rules.only(adaptive(5, 0));
    steady(rule, "bar", DAY - HOUR);
    assertThat(rule.findings(next(1e100, "bar"))).isEmpty();
    steady(rule, "bar", HOUR);
    assertThat(rule.findings(next(1e100, "bar"))).isPresent();
  }

  @Test
  void shouldSayNothingBeforeItHasSeenASeason() {
    DetectionRule.Adaptive daily = new DetectionRule.Adaptive(5, 0, 2 * DAY, 0, DAY, Severity.LOW);
    Rules rule = Rules.only(daily);
    steady(rule, "bar", DAY - HOUR);
    assertThat(rule.findings(next(1e100, "bar"))).isEmpty();
    steady(rule, "bar", HOUR);
    assertThat(rule.findings(next(1e100, "bar"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"2, no", "2.5, no", "2.500001, yes", "-2.5, no", "-2.500001, yes"})
  void shouldNotMindWhatIsOnTheFloorOrWithin(double off, String found) {
    Rules rule = Rules.only(adaptive(5, 2.5));
    // a sensor that never moves: half a bar would be five deviations
    for (long end = time + 3 * DAY; time < end; ) {
      assertThat(rule.findings(next(10, "bar"))).isEmpty();
    }
    assertThat(rule.findings(next(10 + off, "bar")).isPresent()).isEqualTo(found.equals("yes"));
  }

  @Test
  void shouldNotTellScoresBeyondAMillion() {
    Rules rule = Rules.only(adaptive(5, 0));
    steady(rule, "bar", 3 * DAY);
    Optional<Anomaly> found = rule.findings(next(-1e100, "bar"));
    assertThat(found.orElseThrow().expected()).isNotNull();
    assertThat(found.orElseThrow().expected().score()).isEqualTo(-1e6);
  }

  @Test
  void shouldKeepUnitsApartWhateverTheirCase() {
    Rules rule = Rules.only(adaptive(5, 0));
    steady(rule, "bar", 3 * DAY);
    assertThat(rule.findings(next(2_000, "kPa"))).isEmpty();
    assertThat(rule.findings(next(2_000, null))).isEmpty();
    assertThat(rule.findings(next(2_000, "BAR"))).isPresent();
  }

  @Test
  void shouldLetTheUnitThatIsUsedLeastMakeRoomForAFifth() {
    Rules rule = Rules.only(adaptive(5, 0));
    steady(rule, "a", 3 * DAY);
    steady(rule, "b", 3 * DAY);
    for (String unit : List.of("c", "d", "e")) {
      rule.findings(next(20, unit));
    }
    assertThat(rule.findings(next(1_000, "b"))).isPresent();
    assertThat(rule.findings(next(1_000, "a"))).isEmpty();
  }

  @Test
  void shouldKeepWhatItLearntWhenOnlyTheLimitChanges() {
    InMemoryStore store = new InMemoryStore();
    learn(store, adaptive(5, 0));
    assertThat(isFound(store, adaptive(8, 0), 30)).isTrue();
    assertThat(isFound(store, adaptive(900, 0), 30)).isFalse();
  }

  @Test
  void shouldKeepWhatItLearntAfterItWasKeptBefore() {
    InMemoryStore store = new InMemoryStore();
    Rules rule = Rules.only(adaptive(5, 0), store);
    for (long end = time + 3 * DAY; time < end; ) {
      rule.findings(next(steadyValue(), "bar"));
      rule.save();
    }
    assertThat(isFound(store, adaptive(5, 0), 30)).isTrue();
  }

  @Test
  void shouldBeginAnewWhenItsSpeedChanges() {
    InMemoryStore store = new InMemoryStore();
    learn(store, adaptive(5, 0));
    DetectionRule.Adaptive faster =
        new DetectionRule.Adaptive(5, 0, DAY, DAY, null, Severity.MEDIUM);
    assertThat(isFound(store, faster, 1_000)).isFalse();
  }

  private void learn(InMemoryStore store, DetectionRule.Adaptive check) {
    Rules rule = Rules.only(check, store);
    for (long end = time + 3 * DAY; time < end; ) {
      assertThat(rule.findings(next(steadyValue(), "bar"))).isEmpty();
    }
    rule.save();
  }

  /** Whether it is found after a restart. */
  private boolean isFound(InMemoryStore store, DetectionRule.Adaptive check, double value) {
    return Rules.only(check, store).findings(next(value, "bar")).isPresent();
  }

  private static DetectionRule.Adaptive adaptive(double limit, double floor) {
    return new DetectionRule.Adaptive(limit, floor, 2 * DAY, DAY, null, Severity.MEDIUM);
  }

  private void steady(Rules rule, @Nullable String unit, long duration) {
    for (long end = time + duration; time < end; ) {
      assertThat(rule.findings(next(steadyValue(), unit))).isEmpty();
    }
  }

  /** 20, give or take a deviation of about 1. */
  private double steadyValue() {
    return 20 + 1.4 * Math.sin(time / 1e9);
  }

  private EnrichedEvent next(double value, @Nullable String unit) {
    time += 5 * MINUTE;
    return Readings.at(time, value, unit);
  }
}
