package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
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
  void shouldRefuseWhatALaterVersionWrote() {
    byte[] later = ByteBuffer.allocate(25).put((byte) 3).array();

    assertThatThrownBy(() -> LivedTime.decode(later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format 3");
  }
}
