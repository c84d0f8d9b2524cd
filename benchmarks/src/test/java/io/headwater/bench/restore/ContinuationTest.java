package io.headwater.bench.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.quickstart.cli.CommandFailure;
import org.junit.jupiter.api.Test;

class ContinuationTest {

  private static final RestoreFigures FIGURES = new RestoreFigures(2, 4, 1_000);

  @Test
  void shouldHoldWhenEveryWindowWasCompletedOnce() {
    assertThat(new Continuation(10, 10, 0, 1_000, 40, 100, 0).problems(100, FIGURES)).isEmpty();
  }

  @Test
  void shouldNameEachThingThatIsNotAsItMustBe() {
    assertThat(new Continuation(10, 9, 1, 1_001, 40, 60, 2).problems(100, FIGURES))
        .containsExactly(
            "1,001 records of state were read back in the end, but it must be 1,000",
            "9 events were accepted after the restore, but it must be 10",
            "1 events were late after the restore, but it must be 0",
            "60 events are in the windows of a minute by sensor, but it must be 100",
            "2 windows of a minute by sensor were closed twice, but it must be 0");
  }

  @Test
  void shouldNotBelieveARestoreThatReadNothing() {
    Continuation nothing = new Continuation(10, 10, 0, 0, 40, 100, 0);

    assertThatThrownBy(() -> nothing.require(100, new RestoreFigures(2, 0.1, 0)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("worth nothing")
        .hasMessageContaining("no record of state was read back");
  }
}
