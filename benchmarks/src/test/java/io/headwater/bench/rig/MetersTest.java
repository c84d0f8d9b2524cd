package io.headwater.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetersTest {

  private final Meters meters =
      Meters.parse(
          """
          # HELP headwater_stream_windows_closed_total Windows closed and sent
          # TYPE headwater_stream_windows_closed_total counter
          headwater_stream_windows_closed_total{reason="watermark",scope="sensor",window="1m"} 12000.0
          headwater_stream_windows_closed_total{reason="idle",scope="sensor",window="1m"} 3.0
          headwater_stream_late_total 4.0
          kafka_stream_thread_process_latency_max{thread_id="a, b \\"c\\" {d}"} NaN
          kafka_stream_thread_process_latency_max{thread_id="2"} 1.25E2
          """);

  @Test
  void shouldAddUpTheTimeSeriesOfAName() {
    assertThat(meters.total("headwater_stream_windows_closed_total")).isEqualTo(12_003);
    assertThat(meters.total("headwater_stream_late_total")).isEqualTo(4);
    assertThat(meters.total("headwater_stream")).isZero();
  }

  @Test
  void shouldKeepTheLabelsApart() {
    assertThat(meters.of("headwater_stream_windows_closed_total"))
        .extracting(sample -> sample.labels().get("reason"))
        .containsExactly("watermark", "idle");
    assertThat(meters.of("kafka_stream_thread_process_latency_max")).hasSize(2);
  }

  @Test
  void shouldTakeTheHighestThatHasAValue() {
    assertThat(meters.highest("kafka_stream_thread_process_latency_max")).hasValue(125);
    assertThat(meters.highest("kafka_stream_thread_punctuate_latency_max")).isEmpty();
  }
}
