package io.headwater.quickstart.rules;

import static io.headwater.quickstart.rules.Recorded.micros;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileBoundsTest {

  @Test
  void shouldFindTheGreatestTimeOfAColumn() {
    String stats =
        "{\"numRecords\":2,\"minValues\":{\"sent\":\"2026-03-01T06:00:00.000Z\"},"
            + "\"maxValues\":{\"other\":{\"sent\":1},\"sent\":\"2026-03-01T07:00:00.250Z\"}}";

    assertThat(FileBounds.latest(stats, "sent")).hasValue(micros("2026-03-01T07:00:00.25Z"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"maxValues\":{\"sent\":\"2026",
        "{\"numRecords\":2}",
        "{\"maxValues\":7,\"sent\":\"2026-03-01T06:00:00.000Z\"}",
        "{\"minValues\":{\"sent\":\"2026-03-01T06:00:00.000Z\"},\"maxValues\":{}}",
        "{\"maxValues\":{\"sent\":7}}",
        "{\"maxValues\":{\"sent\":\"yesterday\"}}"
      })
  void shouldSayNothingOfWhatTheStatisticsDoNot(String stats) {
    assertThat(FileBounds.latest(stats, "sent")).isEmpty();
  }
}
