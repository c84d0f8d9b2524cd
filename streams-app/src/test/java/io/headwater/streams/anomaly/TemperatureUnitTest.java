package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperatureUnitTest {

  @ParameterizedTest
  @CsvSource({
    "CELSIUS, 0, FAHRENHEIT, 32",
    "CELSIUS, 100, FAHRENHEIT, 212",
    "CELSIUS, -40, FAHRENHEIT, -40",
    "CELSIUS, 0, KELVIN, 273.15",
    "KELVIN, 0, CELSIUS, -273.15",
    "KELVIN, 0, FAHRENHEIT, -459.67",
    "FAHRENHEIT, 100, CELSIUS, 37.7777777777778",
    "FAHRENHEIT, 100, KELVIN, 310.927777777778",
  })
  void shouldConvert(TemperatureUnit from, double value, TemperatureUnit to, double expected) {
    assertThat(from.to(to, value)).isCloseTo(expected, within(1e-9));
  }

  @Property
  void shouldComeBackToTheSameTemperature(
      @ForAll TemperatureUnit from,
      @ForAll TemperatureUnit to,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double value) {
    assertThat(to.to(from, from.to(to, value))).isCloseTo(value, within(1e-9));
  }

  @Test
  void shouldKnowItsNamesInAnyCaseAndNoOthers() {
    assertThat(TemperatureUnit.of("KelVin")).contains(TemperatureUnit.KELVIN);
    assertThat(TemperatureUnit.of("F")).isEmpty();
    assertThat(TemperatureUnit.of("")).isEmpty();
    assertThat(TemperatureUnit.of(null)).isEmpty();
  }
}
