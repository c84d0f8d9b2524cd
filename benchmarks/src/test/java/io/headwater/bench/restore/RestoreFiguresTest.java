package io.headwater.bench.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreFiguresTest {

  @Test
  void shouldTellTheStartFromTheReading() {
    RestoreFigures figures =
        RestoreFigures.of(
            List.of(
                look(1_000, 0, 0, false),
                look(2_000, 0, 0, false),
                look(2_500, 4, 0, false),
                look(3_000, 4, 700, false),
                look(6_000, 0, 1_000, true)));

    assertThat(figures).isEqualTo(new RestoreFigures(2, 4, 1_000));
    assertThat(figures.totalSeconds()).isEqualTo(6);
  }

  @Test
  void shouldTakeTheLookBeforeWhenAllWasReadBetweenTwo() {
    RestoreFigures figures =
        RestoreFigures.of(List.of(look(2_000, 0, 0, false), look(2_050, 0, 10, true)));

    assertThat(figures.startSeconds()).isEqualTo(2);
    assertThat(figures.restored()).isEqualTo(10);
  }

  private static RestoreLook look(long millis, long stores, long restored, boolean isReady) {
    return new RestoreLook(Duration.ofMillis(millis), stores, restored, isReady);
  }
}
