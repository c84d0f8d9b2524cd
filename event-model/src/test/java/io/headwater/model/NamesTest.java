package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that stand for our enumerations in topics and tables. */
class NamesTest {

  @Test
  void shouldBeTheNamesOfTheContract() {
    assertThat(AnomalyKind.values())
        .extracting(AnomalyKind::text)
        .containsExactly("threshold", "spike", "status", "missing-data", "adaptive");
    assertThat(Severity.values())
        .extracting(Severity::text)
        .containsExactly("low", "medium", "high", "critical");
    assertThat(Scope.values()).extracting(Scope::text).containsExactly("sensor", "location");
    assertThat(CloseReason.values())
        .extracting(CloseReason::text)
        .containsExactly("watermark", "idle");
    assertThat(Alert.State.values())
        .extracting(Alert.State::text)
        .containsExactly("opened", "resolved");
    assertThat(UndeliveredAlert.Reason.values())
        .extracting(UndeliveredAlert.Reason::text)
        .containsExactly("refused", "exhausted", "unreadable");
  }

  static Stream<Arguments> names() {
    return Stream.of(
            pairs(AnomalyKind.values(), AnomalyKind::text, AnomalyKind::ofText),
            pairs(Severity.values(), Severity::text, Severity::ofText),
            pairs(Scope.values(), Scope::text, Scope::ofText),
            pairs(CloseReason.values(), CloseReason::text, CloseReason::ofText),
            pairs(Alert.State.values(), Alert.State::text, Alert.State::ofText),
            pairs(
                UndeliveredAlert.Reason.values(),
                UndeliveredAlert.Reason::text,
                UndeliveredAlert.Reason::ofText))
        .flatMap(all -> all);
  }

  private static <E> Stream<Arguments> pairs(
      E[] values, Function<E, String> text, Function<String, E> ofText) {
    return Stream.of(values).map(value -> Arguments.of(value, text.apply(value), ofText));
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldBeReadBack(Object value, String text, Function<String, Object> ofText) {
    assertThat(ofText.apply(text)).isEqualTo(value);
    assertThatIllegalArgumentException().isThrownBy(() -> ofText.apply(text + "x"));
  }
}
