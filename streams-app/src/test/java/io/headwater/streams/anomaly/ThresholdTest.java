package io.headwater.streams.anomaly;

import static io.headwater.streams.anomaly.Readings.reading;
import static io.headwater.streams.anomaly.Readings.temperature;
import static io.headwater.streams.anomaly.Readings.temperatureOfUnitExpected;
import static io.headwater.streams.anomaly.Readings.withOwnLimits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.Severity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

  /** Nothing but the built-in threshold rule. */
  private static final Rules RULE = Rules.builtIn("threshold");

  @ParameterizedTest
  @CsvSource({
    // on the limits, and the next number beyond
    "100, fahrenheit, no",
    "100.00000000000001, fahrenheit, above",
    "99.99999999999999, fahrenheit, no",
    "32, fahrenheit, no",
    "31.999999999999996, fahrenheit, below",
    "32.00000000000001, fahrenheit, no",
    "-40, Fahrenheit, below",
    "101, FAHRENHEIT, above",
    // 100 °F is 37.777…8 °C and 310.92777…8 K: neither has an exact double
    "37.77777777777778, celsius, no",
    "37.77777777777777, celsius, no",
    "37.77777777777779, celsius, no",
    "37.7777779, celsius, above",
    "37.78, Celsius, above",
    "37.7, celsius, no",
    "0, celsius, no",
    "-0.0, celsius, no",
    "-0.0000001, celsius, below",
    "310.92777777777775, kelvin, no",
    "310.9277777777778, kelvin, no",
    "310.9277779, kelvin, above",
    "273.15, kelvin, no",
    "273.1499999, KELVIN, below",
    "0, kelvin, below",
    // no unit: taken for the rule's
    "100, , no",
    "101, , above",
    "31, , below",
    // units that say something else are not compared
    "1000, bar, no",
    "1000, '', no",
    "-1000, K, no"
  })
  void shouldFindWhatIsStrictlyOutside(double value, String unit, String where) {
    Optional<Anomaly> finding = RULE.findings(temperature(value, unit));

    if (where.equals("no")) {
      assertThat(finding).isEmpty();
    } else {
      assertThat(finding).get().extracting(Anomaly::message).asString().contains(" is " + where);
    }
  }

  @Test
  void shouldTellTheLimitInTheEventsUnit() {
    Anomaly finding = RULE.findings(temperature(40, "celsius")).orElseThrow();

    assertThat(finding.kind()).isEqualTo(AnomalyKind.THRESHOLD);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.limit()).isCloseTo(37.7777777778, within(1e-9));
    assertThat(finding.message())
        .isEqualTo("The value 40.0 celsius is above the limit of 37.77777777777778 celsius.");
  }

  @Test
  void shouldTellTheLimitAsItIsWhenTheUnitIsTheRules() {
    Anomaly finding = RULE.findings(temperature(12.5, "fahrenheit")).orElseThrow();

    assertThat(finding.limit()).isEqualTo(32.0);
    assertThat(finding.message())
        .isEqualTo("The value 12.5 fahrenheit is below the limit of 32.0 fahrenheit.");
  }

  @Test
  void shouldLeaveOtherDeviceTypesAlone() {
    assertThat(RULE.findings(reading("pressure", 500, "fahrenheit", SensorReference.UNKNOWN)))
        .isEmpty();
  }

  @Test
  void shouldTakeAReadingWithoutAUnitForWhatThePlantExpects() {
    assertThat(RULE.findings(temperatureOfUnitExpected(36, "celsius"))).isEmpty();
    assertThat(RULE.findings(temperatureOfUnitExpected(38, "celsius"))).isPresent();
  }

  @Test
  void shouldHoldASensorToItsOwnLimitsInstead() {
    Limits oven = new Limits(null, 450.0, "fahrenheit");

    assertThat(RULE.findings(withOwnLimits("temperature", 400, "fahrenheit", oven))).isEmpty();
    assertThat(RULE.findings(withOwnLimits("temperature", -10, "fahrenheit", oven))).isEmpty();
    assertThat(RULE.findings(withOwnLimits("temperature", 451, "fahrenheit", oven))).isPresent();
    assertThat(RULE.findings(withOwnLimits("temperature", 233, "celsius", oven))).isPresent();
  }

  @Test
  void shouldHoldASensorOfAnyTypeToItsOwnLimits() {
    Limits vessel = new Limits(2.0, 8.0, null);

    assertThat(RULE.findings(withOwnLimits("pressure", 8, "bar", vessel))).isEmpty();
    Anomaly above = RULE.findings(withOwnLimits("pressure", 8.1, "bar", vessel)).orElseThrow();
    assertThat(above.limit()).isEqualTo(8.0);
    Anomaly below = RULE.findings(withOwnLimits("pressure", 1.9, null, vessel)).orElseThrow();
    assertThat(below.message()).isEqualTo("The value 1.9 is below the limit of 2.0.");
  }

  @Test
  void shouldKeepItsMessageShortWhateverTheUnit() {
    String unit = "u".repeat(100_000);
    EnrichedEvent event = withOwnLimits("pressure", 9, unit, new Limits(null, 8.0, null));

    assertThat(RULE.findings(event).orElseThrow().message()).hasSizeLessThan(200);
  }
}
