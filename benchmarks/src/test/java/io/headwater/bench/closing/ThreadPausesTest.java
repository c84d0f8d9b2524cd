package io.headwater.bench.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadPausesTest {

  private static final double NONE = Double.NaN;

  @Test
  void shouldKeepTheLongestOfEachAndWhatOnlyOneHas() {
    ThreadPauses longest =
        Stream.of(new ThreadPauses(3, NONE, 20), new ThreadPauses(5, NONE, 10))
            .reduce(ThreadPauses.NONE, ThreadPauses::or);

    assertThat(longest).isEqualTo(new ThreadPauses(5, NONE, 20));
  }
}
