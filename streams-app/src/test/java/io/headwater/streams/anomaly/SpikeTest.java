package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.DetectionRule;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeTest {

  private final Rules spike = Rules.builtIn("spike");

  @ParameterizedTest
  @CsvSource({
    // on the limit, and the next number that a sensor may tell beyond
    "100, 120, no",
    "100, 120.000001, yes",
    "100, 119.999999, no",
    "0.1, 0.12, no",
    "0.7, 0.84, no",
    "1.1, 1.32, no",
    "3, 3.6, no",
    "1e100, 1.2e99, no",
    "1e-300, 1.2e-300, no",
    "1e-300, 1.3e-300, yes",
    // a share of nothing, or of less
    "0, 1000, no",
    "-10, 1000, no",
    "-10, -5, no",
    // what falls is no spike
    "100, 10, no",
    "100, 100, no"
  })
  void shouldFindWhatRoseByMoreThanAFifth(double base, double value, String found) {
    assertThat(spike.findings(at(0, base))).isEmpty();
    assertThat(spike.findings(at(1, value)).isPresent()).isEqualTo(found.equals("yes"));
  }

  @Test
  void shouldNotMindWhatAProductOfDoublesRounds() {
    double value = 0.1 * 1.2;
    for (double base = 0.1; base < 100; base += 0.1) {
      Rules rule = Rules.builtIn("spike");
      rule.findings(at(0, base));
      assertThat(rule.findings(at(1, base * 1.2))).as("%s", base).isEmpty();
    }
    spike.findings(at(0, 0.1));
    assertThat(spike.findings(at(1, value))).isEmpty();
  }

  @Test
  void shouldSayNothingOfASensorsFirstEvent() {
    assertThat(spike.findings(at(0, 1_000_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // [t - 60 s, t)
    "0, 60, yes",
    "0, 60.000001, no",
    "0, 59.999999, yes",
    "0, 0.000001, yes",
    "0, 0, no"
  })
  void shouldLookBackSixtySecondsAndNotAtTheSameMoment(double first, double then, String found) {
    spike.findings(at(first, 50));

    assertThat(spike.findings(at(then, 100)).isPresent()).isEqualTo(found.equals("yes"));
  }

  @Test
  void shouldCompareWithTheLowestNotTheLast() {
    spike.findings(at(0, 100));
    spike.findings(at(10, 80));
    spike.findings(at(20, 95));

    Anomaly found = spike.findings(at(30, 97)).orElseThrow();

    assertThat(found.limit()).isCloseTo(96, within(1e-9));
    assertThat(found.kind()).isEqualTo(AnomalyKind.SPIKE);
    assertThat(found.severity()).isEqualTo(Severity.HIGH);
    assertThat(found.anomalyId()).isEqualTo("spike:0:sensor-events:3:42");
    assertThat(found.message())
        .isEqualTo(
            "The value 97.0 bar is more than 20 % above 80.0 bar, the lowest of the 60 s before.");
  }

  @Test
  void shouldCompareAnEventThatCameLateWithWhatWasBeforeIt() {
    // Given values at 0 s and at 30 s
    spike.findings(at(0, 100));
    spike.findings(at(30, 50));
    // Then one of 20 s that comes after them is held against the first only
    assertThat(spike.findings(at(20, 110))).isEmpty();
    assertThat(spike.findings(at(20.5, 121))).isPresent();
    // and is itself what later ones are held against
    spike.findings(at(25, 10));
    assertThat(spike.findings(at(31, 49))).isPresent();
  }

  @Test
  void shouldStillCompareAnEventThatIsAMinuteAndTheDelayLate() {
    for (int second = 0; second <= 140; second++) {
      spike.findings(at(second, second < 15 ? 50 : 100));
    }
    // 70 s behind the newest, and its base 60 s before that but for a moment
    assertThat(spike.findings(at(70, 100))).isPresent();
    assertThat(spike.findings(at(73.9, 100))).isPresent();
    assertThat(spike.findings(at(75, 100))).isEmpty();
  }

  @Test
  void shouldKeepUnitsApartWhateverTheirCase() {
    spike.findings(at(0, 20, "celsius"));
    assertThat(spike.findings(at(1, 293, "kelvin"))).isEmpty();
    assertThat(spike.findings(at(1, 68, "fahrenheit"))).isEmpty();
    assertThat(spike.findings(at(1, 68, null))).isEmpty();

    assertThat(spike.findings(at(2, 25, "Celsius"))).isPresent();
    assertThat(spike.findings(at(2, 352, "kelvin"))).isPresent();
    assertThat(spike.findings(at(2, 351, "kelvin"))).isEmpty();
    assertThat(spike.findings(at(2, 90, null))).isPresent();
  }

  @Test
  void shouldLetTheUnitThatIsUsedLeastMakeRoomForAFifth() {
    spike.findings(at(0, 10, "a"));
    spike.findings(at(1, 10, "b"));
    spike.findings(at(2, 10, "c"));
    spike.findings(at(3, 10, "d"));
    spike.findings(at(4, 10, "e"));

    assertThat(spike.findings(at(5, 20, "b"))).isPresent();
    assertThat(spike.findings(at(5, 20, "a"))).isEmpty();
  }

  @Test
  void shouldNotMindARiseBelowTheFloor() {
    Rules rule = Rules.only(new DetectionRule.Spike(20, 0.2, 60_000_000, Severity.LOW));

    rule.findings(at(0, 0.1));
    assertThat(rule.findings(at(1, 0.29))).isEmpty();
    // 0.3 - 0.1 is a little less than 0.2 in doubles
    Optional<Anomaly> found = rule.findings(at(2, 0.3));
    assertThat(found).isPresent();
    assertThat(found.orElseThrow().severity()).isEqualTo(Severity.LOW);
    assertThat(found.orElseThrow().ruleVersion()).isEqualTo(3);
    assertThat(found.orElseThrow().limit()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void shouldFindTheBaseHoweverManyEventsThereAre() {
    // Given 1,000 readings a second
    spike.findings(at(0, 80));
    for (int i = 1; i < 59_000; i++) {
      spike.findings(at(i / 1_000.0, 90 + i % 5));
    }
    // Then the lowest is still known
    assertThat(spike.findings(at(59.5, 97))).isPresent();
    // and no longer when it is more than a minute ago
    assertThat(spike.findings(at(60.5, 97))).isEmpty();
  }

  private static EnrichedEvent at(double second, double value) {
    return at(second, value, "bar");
  }

  private static EnrichedEvent at(double second, double value, @Nullable String unit) {
    return Readings.at(Math.round(second * 1e6), value, unit);
  }
}
