package io.headwater.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> NAMES = List.of("low", "high", "rise_percent");

  @ParameterizedTest
  @CsvSource({
    "hihg, high",
    "hgh, high",
    "riseprocent, rise_percent",
    "wise_parzent, rise_percent",
    "lo, low",
  })
  void shouldFindWhatWasMeant(String given, String meant) {
    assertThat(NearestName.of(given, NAMES)).contains(meant);
    assertThat(NearestName.hint(given, NAMES)).isEqualTo("; did you mean " + meant + "?");
  }

  @Test
  void shouldSayNothingWhenNoNameIsNear() {
    assertThat(NearestName.of("temperature", NAMES)).isEmpty();
    assertThat(NearestName.hint("temperature", NAMES)).isEmpty();
    assertThat(NearestName.of("high", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "kitten, sitting, 3", "flaw, lawn, 2"})
  void shouldCountTheLettersToChange(String from, String to, int changes) {
    assertThat(NearestName.distance(from, to)).isEqualTo(changes);
  }
}
