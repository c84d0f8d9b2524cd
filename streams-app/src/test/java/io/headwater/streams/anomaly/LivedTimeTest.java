package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivedTimeTest {

  private static final long SECOND = 1_000_000;

  @Test
  void shouldCountNoMoreThanAMinuteOfAStep() {
    LivedTime time = new LivedTime();
    time.advance(100 * SECOND);
    time.advance(160 * SECOND);
    assertThat(time.now()).isEqualTo(160 * SECOND);

    time.advance(3_600 * SECOND);
    assertThat(time.now()).isEqualTo(220 * SECOND);
    assertThat(time.toWatermark(220 * SECOND)).isEqualTo(3_600 * SECOND);
  }

  @Test
  void shouldConvertTimesBeforeAStepByWhatWasExcusedThen() {
    LivedTime time = new LivedTime();
    time.advance(100 * SECOND);
    time.advance(1_000 * SECOND);
    time.advance(1_010 * SECOND);
    time.advance(2_000 * SECOND);

    for (LivedTime each : List.of(time, LivedTime.decode(time.encode()))) {
      assertThat(each.ofWatermark(100 * SECOND)).isEqualTo(100 * SECOND);
      assertThat(each.ofWatermark(500 * SECOND)).as("excused").isEqualTo(100 * SECOND);
      assertThat(each.ofWatermark(940 * SECOND)).isEqualTo(100 * SECOND);
      assertThat(each.ofWatermark(941 * SECOND)).isEqualTo(101 * SECOND);
      assertThat(each.ofWatermark(1_010 * SECOND)).isEqualTo(170 * SECOND);
      assertThat(each.ofWatermark(2_000 * SECOND)).isEqualTo(230 * SECOND);
      assertThat(each.toWatermark(100 * SECOND)).isEqualTo(100 * SECOND);
      assertThat(each.toWatermark(101 * SECOND)).isEqualTo(941 * SECOND);
      assertThat(each.toWatermark(170 * SECOND)).isEqualTo(1_010 * SECOND);
      assertThat(each.toWatermark(230 * SECOND)).isEqualTo(2_000 * SECOND);
    }
  }

  @Test
  void shouldRememberNoMoreStepsThanItMay() {
    LivedTime time = new LivedTime();
    for (long hour = 0; hour <= 10_000; hour++) {
      time.advance(hour * 3_600 * SECOND);
    }
    assertThat(time.encode()).hasSizeLessThan(5_000);
    // the first are exact, and so is now
    assertThat(time.toWatermark(60 * SECOND)).isEqualTo(3_600 * SECOND);
    assertThat(time.ofWatermark(3_600 * SECOND)).isEqualTo(60 * SECOND);
    assertThat(time.toWatermark(time.now())).isEqualTo(time.watermark());
  }

  @Test
  void shouldKnowTheLatestSignOfLifeAfterARestart() {
    LivedTime time = new LivedTime();
    time.advance(100 * SECOND);
    time.seen(500 * SECOND);

    LivedTime again = LivedTime.decode(time.encode());
    assertThat(again.latest()).isEqualTo(500 * SECOND);
    again.advance(600 * SECOND);
    assertThat(again.latest()).as("the watermark itself").isEqualTo(again.now());
  }

  @Test
  void shouldReadWhatTheVersionBeforeWrote() {
    byte[] before =
        ByteBuffer.allocate(17).put((byte) 1).putLong(700 * SECOND).putLong(200 * SECOND).array();

    LivedTime time = LivedTime.decode(before);
    assertThat(time.watermark()).isEqualTo(700 * SECOND);
    assertThat(time.now()).isEqualTo(500 * SECOND);
    assertThat(time.latest()).isEqualTo(500 * SECOND);
  }

  @Test
  void shouldReadWhatWasWrittenBeforeStepsWereKept() {
    ByteBuffer before = ByteBuffer.allocate(25).put((byte) 2);
    before.putLong(700 * SECOND).putLong(200 * SECOND).putLong(900 * SECOND);

    LivedTime time = LivedTime.decode(before.array());
    assertThat(time.now()).isEqualTo(500 * SECOND);
    assertThat(time.latest()).isEqualTo(700 * SECOND);
    assertThat(time.toWatermark(300 * SECOND)).isEqualTo(500 * SECOND);
  }

  @Test
  void shouldRefuseWhatALaterVersionWrote() {
    byte[] later = ByteBuffer.allocate(25).put((byte) 4).array();

    assertThatThrownBy(() -> LivedTime.decode(later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format 4");
  }
}
