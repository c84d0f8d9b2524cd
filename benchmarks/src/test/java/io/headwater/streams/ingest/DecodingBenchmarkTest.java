package io.headwater.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.micro.Readings;
import io.headwater.streams.ingest.Decoded.Accepted;
import org.junit.jupiter.api.Test;

class DecodingBenchmarkTest {

  @Test
  void shouldDecodeOneEventAfterTheOtherAndBeginAgainAfterTheLast() {
    DecodingBenchmark benchmark = new DecodingBenchmark();
    benchmark.prepare();

    for (int number = 0; number < Readings.ENOUGH; number++) {
      assertThat(benchmark.inputEvent()).isEqualTo(new Accepted(Readings.PER_SECOND.event(number)));
    }
    assertThat(benchmark.inputEvent()).isEqualTo(new Accepted(Readings.PER_SECOND.event(0)));
  }
}
