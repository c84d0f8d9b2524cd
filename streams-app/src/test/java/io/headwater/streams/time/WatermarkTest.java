package io.headwater.streams.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatermarkTest {

  private static final Duration DELAY = Duration.ofSeconds(10);
  private static final long SECOND = 1_000_000;
  private static final long NOON = 1_772_366_400_000_000L;
  private static final long NOON_MILLIS = NOON / 1_000;

  private final Watermark watermark = new Watermark(DELAY, Watermark.NONE);

  @Test
  void shouldTrailTheHighestEventByTheDelay() {
    watermark.observe(NOON, NOON_MILLIS, NOON_MILLIS);
    assertThat(watermark.current()).isEqualTo(NOON - 10 * SECOND);
  }

  @Test
  void shouldNeverGoBack() {
    watermark.observe(NOON, NOON_MILLIS, NOON_MILLIS);
    watermark.observe(NOON - 500 * SECOND, NOON_MILLIS, NOON_MILLIS);
    assertThat(watermark.current()).isEqualTo(NOON - 10 * SECOND);
  }

  @Test
  void shouldNotFollowADeviceWhoseClockIsAheadOfTheRecord() {
    watermark.observe(NOON + 3_600 * SECOND, NOON_MILLIS, NOON_MILLIS + 7_200_000);
    assertThat(watermark.current()).isEqualTo(NOON - 10 * SECOND);
  }

  @Test
  void shouldNotFollowARecordThatIsAheadOfTheWallClock() {
    watermark.observe(NOON + 3_600 * SECOND, NOON_MILLIS + 7_200_000, NOON_MILLIS);
    assertThat(watermark.current()).isEqualTo(NOON - 10 * SECOND);
  }

  @Test
  void shouldTakeTimestampsBeyondAllReason() {
    watermark.observe(NOON, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(watermark.current()).isEqualTo(NOON - 10 * SECOND);
  }

  @Test
  void shouldMoveOnWithoutEventsOnlyFromWhereItStands() {
    watermark.moveOn(Duration.ofSeconds(1));
    assertThat(watermark.current()).isEqualTo(Watermark.NONE);
    watermark.observe(NOON, NOON_MILLIS, NOON_MILLIS);
    watermark.moveOn(Duration.ofSeconds(1));
    assertThat(watermark.current()).isEqualTo(NOON - 9 * SECOND);
  }

  @Test
  void shouldGoOnFromWhereItWasSaved() {
    Watermark restored = new Watermark(DELAY, NOON);
    restored.observe(NOON + 5 * SECOND, NOON_MILLIS + 5_000, NOON_MILLIS + 5_000);
    assertThat(restored.current()).isEqualTo(NOON);
  }
}
