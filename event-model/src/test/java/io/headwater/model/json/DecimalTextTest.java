package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Numbers;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.io.NumberOutput;

class DecimalTextTest {

  private static final int FROM = 3;

  @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
  void shouldWriteTheShortestDecimal(@ForAll("numbers") double value) {
    assertThat(text(value)).isEqualTo(NumberOutput.toString(value, true));
  }

  @Provide
  Arbitrary<Double> numbers() {
    return Numbers.finite();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-100, -100.0",
    "98.5, 98.5",
    "-21.35, -21.35",
    "0.1, 0.1",
    "0.05, 0.05",
    "0.001, 0.001",
    "0.001001, 0.001001",
    "0.0009999999999999998, 9.999999999999998E-4",
    "0.0010000000000000002, 0.0010000000000000002",
    "0.1234567, 0.1234567",
    "20.000001, 20.000001",
    "0.30000000000000004, 0.30000000000000004",
    "9999999.999999, 9999999.999999",
    "9999999.999999998, 9999999.999999998",
    "10000000, 1.0E7",
    "4.9E-324, 4.9E-324",
    "-2.2250738585072014E-308, -2.2250738585072014E-308",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "2E23, 2.0E23"
  })
  void shouldWriteANumber(double value, String expected) {
    assertThat(text(value)).isEqualTo(expected);
  }

  private static String text(double value) {
    byte[] bytes = new byte[FROM + DecimalText.MAX_LENGTH];
    int end = DecimalText.write(value, bytes, FROM);
    return new String(bytes, FROM, end - FROM, ISO_8859_1);
  }
}
