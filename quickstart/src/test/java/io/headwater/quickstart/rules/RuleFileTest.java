package io.headwater.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.Severity;
import io.headwater.model.json.ContractViolation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {

  @Test
  void shouldBeTheNextVersionWhenItNamesNone() {
    RuleFile file =
        read("{\"kind\":\"threshold\",\"device_type\":\"pressure\",\"high\":950,\"unit\":\"hpa\"}");

    assertThat(file.rule(4))
        .isEqualTo(
            new DetectionRule(
                4,
                true,
                new Subject("pressure", null, null),
                new DetectionRule.Threshold(new Limits(null, 950.0, "hpa"), Severity.HIGH)));
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 4", "4, 4, 4", "9, 4, 9"})
  void shouldNameAHigherVersionButNeverALowerOne(int named, int next, int version) {
    RuleFile file = read("{\"kind\":\"spike\",\"version\":%d}".formatted(named));

    assertThat(file.rule(next).version()).isEqualTo(version);
  }

  @Test
  void shouldTakeAnExplicitNullForNothing() {
    RuleFile file = read("{\"kind\":\"spike\",\"version\":null,\"location\":null,\"high\":null}");

    assertThat(file.rule(2).subject()).isEqualTo(Subject.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Celsius", "kelvin", "hpa", "mm/s", "°F", "V", "bar", "%"})
  void shouldTakeAnyUnitThatIsNoMisspeltOne(String unit) {
    RuleFile file = read("{\"kind\":\"threshold\",\"high\":1,\"unit\":\"%s\"}".formatted(unit));

    assertThat(file.rule(1).check())
        .isEqualTo(new DetectionRule.Threshold(new Limits(null, 1.0, unit), Severity.HIGH));
  }

  @Test
  void shouldTakeEveryFieldOfEveryKind() {
    assertThat(read("{\"kind\":\"status\",\"statuses\":{\"Degraded\":\"low\"}}").rule(1).check())
        .isEqualTo(new DetectionRule.Status(Map.of("degraded", Severity.LOW)));
    assertThat(
            read("{\"kind\":\"missing-data\",\"after_seconds\":90,\"severity\":\"critical\"}")
                .rule(1)
                .check())
        .isEqualTo(new DetectionRule.MissingData(90_000_000, Severity.CRITICAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"kind\":\"spike\",\"rise_procent\":5}       | no field rise_procent; did you mean rise_percent?",
        "{\"kind\":\"spike\",\"sensorId\":\"a\"}       | did you mean sensor_id?",
        "{\"kind\":\"spike\",\"colour_of_it\":1}       | a rule has no field colour_of_it",
        "{\"kind\":\"spike\",\"high\":5}               | field high has no meaning in a rule of the kind spike",
        "{\"kind\":\"status\",\"severity\":\"low\"}    | field severity has no meaning in a rule of the kind status",
        "{\"kind\":\"spike\",\"kind\":\"status\"}      | Duplicate",
        "{\"kind\":\"spikes\"}                         | field kind has the unknown value",
        "{\"high\":5}                                  | field kind is missing",
        "{\"kind\":\"spike\",\"version\":0}            | field version must be at least 1",
        "{\"kind\":\"spike\",\"rise_percent\":\"5\"}   | field rise_percent must be a number",
        "{\"kind\":\"spike\",\"within_seconds\":0}     | field within_seconds must be from 1 to 3600",
        "{\"kind\":\"threshold\",\"high\":1,\"unit\":\"Farenheit\"} | field unit: there is no Farenheit; did you mean fahrenheit?",
        "{\"kind\":\"threshold\"}                      | field low or high must be given",
        "{\"kind\":\"spike\"} {}                       | text after the end",
        "[]                                            | not a JSON object",
        "{\"kind\":                                    | not well-formed JSON",
      })
  void shouldRefuseWhatIsNoRuleOrWouldHaveNoEffect(String json, String told) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining(told);
  }

  private static RuleFile read(String json) {
    return RuleFile.read(json.getBytes(UTF_8));
  }
}
