package io.headwater.streams.anomaly;

import static io.headwater.streams.anomaly.Readings.ORIGIN;
import static io.headwater.streams.anomaly.Readings.event;
import static io.headwater.streams.anomaly.Readings.status;
import static io.headwater.streams.anomaly.Readings.temperature;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.SensorReference;
import io.headwater.model.Severity;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTest {

  private final Rules rules = Rules.builtIn();

  @Test
  void shouldFindNothingInANormalReading() {
    assertThat(rules.all(temperature(70, "fahrenheit"))).isEmpty();
  }

  @Test
  void shouldNameRuleVersionEventAndOrigin() {
    assertThat(rules.all(temperature(101, "fahrenheit")))
        .containsExactly(
            new Anomaly(
                "threshold:0:sensor-events:3:42",
                "threshold",
                0,
                AnomalyKind.THRESHOLD,
                Severity.HIGH,
                "s-1",
                "temperature",
                "boiler-house",
                1_772_366_400_000_000L,
                101.0,
                "fahrenheit",
                100.0,
                null,
                "The value 101.0 fahrenheit is above the limit of 100.0 fahrenheit.",
                ORIGIN));
  }

  @Test
  void shouldNameAnAnomalyAlikeWhateverDigitsTheCountryWrites() {
    Locale here = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(rules.all(temperature(101, "fahrenheit")))
          .extracting(Anomaly::anomalyId)
          .containsExactly("threshold:0:sensor-events:3:42");
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, here);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "error, HIGH",
    "ERROR, HIGH",
    "Error, HIGH",
    "critical, CRITICAL",
    "CRITICAL, CRITICAL"
  })
  void shouldTakeADevicesWordForIt(String status, Severity severity) {
    List<Anomaly> anomalies = rules.all(status(status));

    assertThat(anomalies).hasSize(1);
    assertThat(anomalies.get(0).anomalyId()).isEqualTo("status:0:sensor-events:3:42");
    assertThat(anomalies.get(0).kind()).isEqualTo(AnomalyKind.STATUS);
    assertThat(anomalies.get(0).severity()).isEqualTo(severity);
    assertThat(anomalies.get(0).limit()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "warning", "", "errors", " error", "no error"})
  void shouldMakeNothingOfAnyOtherStatus(String status) {
    assertThat(rules.all(status(status))).isEmpty();
  }

  @Test
  void shouldFindOneAnomalyForEachRuleBroken() {
    assertThat(rules.all(event("temperature", 5, "celsius", "critical", SensorReference.UNKNOWN)))
        .extracting(Anomaly::ruleId)
        .containsExactly("status");
    assertThat(rules.all(event("temperature", 50, "celsius", "critical", SensorReference.UNKNOWN)))
        .extracting(Anomaly::ruleId)
        .containsExactly("threshold", "status");
  }
}
