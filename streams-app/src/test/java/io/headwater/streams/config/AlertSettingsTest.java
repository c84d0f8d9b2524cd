package io.headwater.streams.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.convert.DurationStyle;

class AlertSettingsTest {

  @Test
  void shouldHaveTheDefaultsOfTheContract() {
    AlertSettings alerts = AlertSettings.defaults();

    assertThat(alerts.resolveAfter()).hasMinutes(1);
    assertThat(alerts.storm().sensors()).isEqualTo(10);
    assertThat(alerts.storm().within()).hasMinutes(1);
    assertThat(complaints(alerts)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1s, 0, 1s", "30d, 10000, 1h", "90s, 1, 500s"})
  void shouldTakeWhatMakesSense(String resolveAfter, int sensors, String within) {
    assertThat(complaints(alerts(resolveAfter, sensors, within))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0s | 10 | 1m | resolveAfter must be longer than or equal to 1 second",
        "999ms | 10 | 1m | resolveAfter must be longer than or equal to 1 second",
        "2592001s | 10 | 1m | resolveAfter must be shorter than or equal to 30 days",
        "1m | -1 | 1m | storm.sensors must be greater than or equal to 0",
        "1m | 10001 | 1m | storm.sensors must be less than or equal to 10000",
        "1m | 10 | 0s | storm.within must be longer than or equal to 1 second",
        "1m | 10 | 3601s | storm.within must be shorter than or equal to 1 hour",
      })
  void shouldRefuseWhatDoesNot(String resolveAfter, int sensors, String within, String complaint) {
    assertThat(complaints(alerts(resolveAfter, sensors, within))).containsExactly(complaint);
  }

  private static AlertSettings alerts(String resolveAfter, int sensors, String within) {
    return new AlertSettings(
        duration(resolveAfter), new AlertSettings.Storm(sensors, duration(within)));
  }

  private static Duration duration(String text) {
    return DurationStyle.detectAndParse(text);
  }

  private static List<String> complaints(AlertSettings settings) {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      return factory.getValidator().validate(settings).stream()
          .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
          .toList();
    }
  }
}
