package io.headwater.streams.time;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headwater.model.WindowSpec;
import io.headwater.model.WindowSpec.Session;
import io.headwater.model.WindowSpec.Sliding;
import io.headwater.model.WindowSpec.Tumbling;
import io.headwater.streams.config.WindowSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarliestWindowTest {

  private static final long MINUTE = 60_000_000;
  private static final long NOON = 1_772_366_400_000_000L;

  private final EarliestWindow standard = new EarliestWindow(WindowSettings.defaults().aligned());

  @Test
  void shouldBeTheMinuteByDefault() {
    assertThat(standard.earliestEndAfter(NOON)).isEqualTo(NOON + MINUTE);
    assertThat(standard.earliestEndAfter(NOON + MINUTE - 1)).isEqualTo(NOON + MINUTE);
    assertThat(standard.earliestEndAfter(NOON - 1)).isEqualTo(NOON);
  }

  @Test
  void shouldBeMissedExactlyWhenItsEndIsReached() {
    assertThat(standard.isLate(NOON, NOON + MINUTE - 1)).isFalse();
    assertThat(standard.isLate(NOON, NOON + MINUTE)).isTrue();
  }

  @Test
  void shouldNotBeMissedWithoutAWatermark() {
    assertThat(standard.isLate(Long.MIN_VALUE / 2, Timed.NO_WATERMARK)).isFalse();
  }

  @Test
  void shouldHandleTimesBefore1970() {
    assertThat(standard.earliestEndAfter(-1)).isZero();
    assertThat(standard.earliestEndAfter(-MINUTE)).isZero();
    assertThat(standard.earliestEndAfter(-MINUTE - 1)).isEqualTo(-MINUTE);
  }

  @Test
  void shouldBeTheOldestOfTheSlidingWindowsWhenTheyEndFirst() {
    // Given an event in the windows that end at 12:05, 12:10 and later
    EarliestWindow windows =
        windows(new Tumbling("1h", ofHours(1)), new Sliding("15m", ofMinutes(15), ofMinutes(5)));

    assertThat(windows.earliestEndAfter(NOON + MINUTE)).isEqualTo(NOON + 5 * MINUTE);
    assertThat(windows.isLate(NOON + MINUTE, NOON + 5 * MINUTE)).isTrue();
  }

  @Test
  void shouldDependOnTheEventWhenSizesDoNotDivideEachOther() {
    EarliestWindow windows =
        windows(new Tumbling("2m", ofMinutes(2)), new Tumbling("3m", ofMinutes(3)));

    assertThat(windows.earliestEndAfter(NOON + MINUTE)).isEqualTo(NOON + 2 * MINUTE);
    assertThat(windows.earliestEndAfter(NOON + 2 * MINUTE)).isEqualTo(NOON + 3 * MINUTE);
  }

  @Test
  void shouldNeverBeMissedWhenThereAreNoAlignedWindows() {
    assertThat(windows().isLate(NOON, NOON + 1_000_000 * MINUTE)).isFalse();
  }

  @Test
  void shouldRefuseSessions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> windows(new Session("session", ofMinutes(10))))
        .withMessage("session windows are not aligned");
  }

  private static EarliestWindow windows(WindowSpec... specs) {
    return new EarliestWindow(List.of(specs));
  }
}
