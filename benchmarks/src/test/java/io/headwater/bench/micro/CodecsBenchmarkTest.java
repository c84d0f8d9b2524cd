package io.headwater.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodecsBenchmarkTest {

  private static final CodecsBenchmark BENCHMARK = new CodecsBenchmark();

  @BeforeAll
  static void prepare() {
    BENCHMARK.prepare();
  }

  @Test
  void shouldEncodeWhatItDecodes() {
    for (int number = 0; number < 10; number++) {
      EnrichedEvent event = BENCHMARK.decodeEnriched();

      assertThat(event.event()).isEqualTo(Readings.PER_SECOND.event(number));
      assertThat(event.reference().site()).isEqualTo("plant-1");
      assertThat(BENCHMARK.encodeEnriched())
          .asString(UTF_8)
          .isEqualTo(new String(new EnrichedEventJson().encode(event), UTF_8));
    }
  }

  @Test
  void shouldEncodeOneWindowAfterTheOther() {
    for (int number = 0; number < 10; number++) {
      WindowAggregate window = new WindowAggregateJson().decode(BENCHMARK.encodeAggregate());

      assertThat(window.sensorId()).isEqualTo(Readings.PER_SECOND.event(number).sensorId());
      assertThat(window.windowType()).isEqualTo("1m");
      assertThat(window.summary().count()).isEqualTo(60);
    }
  }
}
