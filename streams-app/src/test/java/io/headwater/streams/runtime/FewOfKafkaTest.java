package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FewOfKafkaTest {

  private static final String START = "plant-050e239e-a628-460d-9929-7e68b2d57339";

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void filter() {
    registry.config().meterFilter(new FewOfKafka());
  }

  @Test
  void shouldDropWhatNobodyLooksAt() {
    registry.gauge("kafka.stream.task.process.latency.avg", 1);
    registry.gauge("kafka.stream.thread.commit.rate", 1);
    registry.gauge("kafka.stream.thread.commit.latency.max", 1);
    registry.gauge("headwater.stream.ready", 1);

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getName)
        .containsExactlyInAnyOrder(
            "kafka.stream.thread.commit.latency.max", "headwater.stream.ready");
  }

  @Test
  void shouldNotBeginSeriesAnewWithEachStart() {
    registry.counter(
        "kafka.stream.thread.commit.total",
        "thread.id",
        START + "-StreamThread-1",
        "kafka.version",
        "4.3.1");
    registry.counter("kafka.stream.failed.stream.threads", "client.id", START);

    assertThat(
            registry.get("kafka.stream.thread.commit.total").counter().getId().getTag("thread.id"))
        .isEqualTo("StreamThread-1");
    assertThat(registry.get("kafka.stream.failed.stream.threads").counter().getId().getTags())
        .hasSize(1)
        .allSatisfy(tag -> assertThat(tag.getValue()).isEmpty());
  }
}
