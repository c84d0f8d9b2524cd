package io.headwater.streams.time;

import static io.headwater.streams.time.Activity.ACTIVE;
import static io.headwater.streams.time.Activity.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MarkThinningTest {

  private static final long SECOND = 1_000_000;
  private static final long NOON = 1_772_366_400_000_000L;

  private final MarkThinning thinning = new MarkThinning(Duration.ofMinutes(1));

  @Test
  void shouldTellTheFirst() {
    assertThat(isNews(Timed.NO_WATERMARK, IDLE)).isTrue();
    assertThat(isNews(Timed.NO_WATERMARK, IDLE)).isFalse();
  }

  @Test
  void shouldTellOfAWatermarkAtTheEndOfAPane() {
    isNews(NOON + 50 * SECOND, ACTIVE);

    assertThat(isNews(NOON + 60 * SECOND - 1, ACTIVE)).isFalse();
    assertThat(isNews(NOON + 60 * SECOND, ACTIVE)).isTrue();
    assertThat(isNews(NOON + 61 * SECOND, ACTIVE)).isFalse();
    assertThat(isNews(NOON + 600 * SECOND, ACTIVE)).isTrue();
  }

  @Test
  void shouldTellOfAWatermarkEveryHalfMinuteInALongPane() {
    MarkThinning hourly = new MarkThinning(Duration.ofHours(1));
    hourly.isNews(new UpstreamMark(NOON, IDLE));

    for (int half = 1; half <= 240; half++) {
      long before = NOON + 30 * SECOND * half - 1;
      assertThat(hourly.isNews(new UpstreamMark(before, IDLE))).isFalse();
      assertThat(hourly.isNews(new UpstreamMark(before + 1, IDLE))).isTrue();
    }
  }

  @Test
  void shouldTellOfTheFirstWatermarkThereIs() {
    isNews(Timed.NO_WATERMARK, ACTIVE);

    assertThat(isNews(NOON, ACTIVE)).isTrue();
  }

  @Test
  void shouldTellOfTheEndOfAPaneThatBeganBefore1970() {
    isNews(-2 * SECOND, ACTIVE);

    assertThat(isNews(-1, ACTIVE)).isFalse();
    assertThat(isNews(0, ACTIVE)).isTrue();
  }

  @Test
  void shouldTellWhenIdlenessBeginsAndEnds() {
    isNews(NOON, ACTIVE);

    assertThat(isNews(NOON, IDLE)).isTrue();
    assertThat(isNews(NOON + SECOND, IDLE)).isFalse();
    assertThat(isNews(NOON + SECOND, ACTIVE)).isTrue();
  }

  private boolean isNews(long watermark, Activity activity) {
    return thinning.isNews(new UpstreamMark(watermark, activity));
  }
}
