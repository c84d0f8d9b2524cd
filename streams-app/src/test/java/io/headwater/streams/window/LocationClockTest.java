package io.headwater.streams.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.config.WindowSettings;
import io.headwater.streams.time.Activity;
import io.headwater.streams.time.Timed;
import io.headwater.streams.window.LocationMessage.Mark;
import io.headwater.streams.window.LocationStore.Progress;
import io.headwater.streams.window.LocationStore.WindowEnd;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LocationClockTest {

  private static final OptionalInt TWO = OptionalInt.of(2);
  private static final long MINUTE = 60_000_000;
  private static final WindowEnd FIRST_MINUTE = new WindowEnd(MINUTE, "1m");

  private final LocationClock clock =
      new LocationClock(
          new WindowGrid(WindowSettings.defaults()),
          List.of(),
          new Progress(Timed.NO_WATERMARK, List.of()));

  @Test
  void shouldWaitForWhatAnIdlePartitionClaimsUntilItIsSentThoughThePartitionWakes() {
    // Given a partition that is idle with a minute open, and another that has passed it
    hear(new Mark(0, 10 * MINUTE, Activity.ACTIVE, List.of()));
    hear(new Mark(1, 0, Activity.IDLE, List.of(0L)));
    assertThat(clock.isClosed(FIRST_MINUTE)).isFalse();
    assertThat(clock.isClosed(new WindowEnd(2 * MINUTE, "1m"))).as("not claimed").isTrue();

    // When it wakes
    hear(new Mark(1, 0, Activity.ACTIVE, List.of()));
    assertThat(clock.isClosed(FIRST_MINUTE)).isFalse();

    // and sends its part
    hear(new Mark(1, MINUTE, Activity.ACTIVE, List.of()));
    assertThat(clock.isClosed(FIRST_MINUTE)).isTrue();
  }

  private void hear(Mark mark) {
    clock.heard(mark);
    clock.moveOn(TWO);
  }
}
