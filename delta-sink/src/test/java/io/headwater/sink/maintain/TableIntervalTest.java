package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableIntervalTest {

  private static final String PROPERTY = "delta.logRetentionDuration";

  @ParameterizedTest
  @CsvSource({
    "interval 30 days, P30D",
    "interval 86400 seconds, PT24H",
    "INTERVAL 1 week, P7D",
    "2 hours 30 minutes, PT2H30M",
    "interval 500 milliseconds, PT0.5S"
  })
  void shouldReadWhatDeltaWrites(String text, Duration span) throws IOException {
    assertThat(TableInterval.of(Map.of(PROPERTY, text), PROPERTY, Duration.ZERO)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interval 1 month", "forever", "", "interval 3", "1 day or so"})
  void shouldNotGuess(String text) {
    assertThatThrownBy(
            () -> TableInterval.of(Map.of(PROPERTY, text), PROPERTY, Duration.ofDays(30)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(PROPERTY + "=" + text);
  }

  @Test
  void shouldTakeDeltasDefaultForATableThatDoesNotSay() throws IOException {
    assertThat(TableInterval.of(Map.of(), PROPERTY, Duration.ofDays(30)))
        .isEqualTo(Duration.ofDays(30));
  }
}
