package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSpecTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void shouldDescribeTheWindowsOfTheContract() {
    assertThat(new WindowSpec.Tumbling("1m", MINUTE).name()).isEqualTo("1m");
    assertThat(new WindowSpec.Sliding("5m", Duration.ofMinutes(5), MINUTE).slide())
        .isEqualTo(MINUTE);
    assertThat(new WindowSpec.Session("session", Duration.ofMinutes(10)).gap()).hasMinutes(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1M"})
  void shouldRefuseWindowsThatHoldNoTime(Duration none) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec.Tumbling("1m", none))
        .withMessage("size must be positive, but is " + none);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec.Sliding("5m", none, MINUTE))
        .withMessage("size must be positive, but is " + none);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec.Sliding("5m", MINUTE, none))
        .withMessage("slide must be positive, but is " + none);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec.Session("session", none))
        .withMessage("gap must be positive, but is " + none);
  }

  @Test
  void shouldRefuseASlideThatDoesNotFitItsSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new WindowSpec.Sliding("5m", Duration.ofMinutes(5), Duration.ofMinutes(2)))
        .withMessage("size must be a whole multiple of slide, but PT5M is not one of PT2M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec.Sliding("1m", MINUTE, Duration.ofMinutes(5)));
  }
}
