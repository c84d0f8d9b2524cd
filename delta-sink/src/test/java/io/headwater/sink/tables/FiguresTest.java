package io.headwater.sink.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KB",
    "123456, 121 KB",
    "134217728, 128 MB",
    "5000000000, 4.7 GB"
  })
  void shouldTellSizesInTheUnitThatFits(long bytes, String text) {
    assertThat(Figures.size(bytes)).isEqualTo(text);
  }

  @Test
  void shouldKeepThousandsApart() {
    assertThat(Figures.count(1_204_332, "row")).isEqualTo("1,204,332 rows");
    assertThat(Figures.count(1, "file")).isEqualTo("1 file");
  }

  @ParameterizedTest
  @CsvSource({"PT1S, 1 s", "PT119S, 119 s", "PT2M, 2 min", "PT47H, 47 h", "P7D, 7 d"})
  void shouldTellSpansInTheUnitThatFits(Duration span, String text) {
    assertThat(Figures.span(span)).isEqualTo(text);
  }

  @Test
  void shouldSayWhenATimeIsStillToCome() {
    assertThat(Figures.ago(1_000, Instant.EPOCH)).isEqualTo("in the future");
  }
}
