package io.headwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTableTest {

  @Test
  void shouldAlignNumbersToTheRight() {
    assertThat(new MarkdownTable("figure", "median", "low").row("events/s", "10", "9"))
        .hasToString("| figure | median | low |\n|---|---:|---:|\n| events/s | 10 | 9 |\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "123456.7 | 123,457",
        "99.94    | 99.9",
        "3.456    | 3.46",
        "0.5      | 0.50",
        "0.00419  | 0.0042",
        "0        | 0",
        "NaN      | –"
      })
  void shouldShowAsManyDigitsAsSaySomething(double value, String shown) {
    assertThat(MarkdownTable.number(value)).isEqualTo(shown);
  }
}
