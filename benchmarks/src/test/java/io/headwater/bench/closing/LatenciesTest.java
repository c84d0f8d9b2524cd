package io.headwater.bench.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void shouldBeInMillisecondsToThreeDigits() {
    Latencies latencies =
        Latencies.of(LongStream.rangeClosed(1, 1_000).map(millis -> millis * 1_000_000));

    assertThat(latencies.events()).isEqualTo(1_000);
    assertThat(latencies.p50()).isCloseTo(500, within(0.5));
    assertThat(latencies.p99()).isCloseTo(990, within(1.0));
    assertThat(latencies.max()).isCloseTo(1_000, within(1.0));
  }
}
