package io.headwater.streams.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.EventTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeMetricsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final long NOON_MICROS = EventTime.ofInstant(NOON);
  private static final long NOON_MILLIS = NOON.toEpochMilli();

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final TimeMetrics metrics = new TimeMetrics(registry);

  @Test
  void shouldFollowOneEventInTenMillisecondsToItsCommit() {
    LatencySamples samples = metrics.samples();

    // Given a thousand events in a hundred milliseconds, each a second old
    for (int event = 0; event < 1_000; event++) {
      long now = NOON_MILLIS + event / 10;
      samples.read(now - 1_000, now);
    }
    assertThat(latency().count()).isZero();

    // When they are committed, and later, when there is nothing new
    samples.committed(NOON_MILLIS + 150);
    samples.committed(NOON_MILLIS + 9_000);

    // Then ten of them tell how long it took from their records' time
    assertThat(latency().count()).isEqualTo(10);
    assertThat(latency().max(TimeUnit.MILLISECONDS)).isEqualTo(1_150);
    assertThat(latency().totalTime(TimeUnit.MILLISECONDS)).isCloseTo(11_050, within(1.0));
  }

  @Test
  void shouldFollowSoManyOnlyHoweverLongACommitTakes() {
    LatencySamples samples = metrics.samples();
    for (int event = 0; event < 10_000; event++) {
      samples.read(NOON_MILLIS, NOON_MILLIS + event * 10L);
    }

    samples.committed(NOON_MILLIS + 100_000);

    assertThat(latency().count()).isEqualTo(256);
  }

  @Test
  void shouldShowAPartitionAsLongAsItsTaskIsHere() {
    try (PartitionMeters partition = new PartitionMeters(registry, 3, InstantSource.fixed(NOON))) {
      assertThat(gauge("headwater.stream.watermark.delay").value()).isNaN();
      assertThat(gauge("headwater.stream.event.time.lag").value()).isNaN();

      partition.watermark(NOON_MICROS - 12_000_000);
      partition.read(NOON_MICROS - 2_500_000, NOON_MILLIS);

      assertThat(gauge("headwater.stream.watermark.delay").value()).isEqualTo(12);
      assertThat(gauge("headwater.stream.event.time.lag").value()).isEqualTo(2.5);
    }
    assertThat(registry.find("headwater.stream.watermark.delay").gauge()).isNull();
    assertThat(registry.find("headwater.stream.event.time.lag").gauge()).isNull();
  }

  private Timer latency() {
    return registry.get("headwater.stream.latency").timer();
  }

  private Gauge gauge(String name) {
    return registry.get(name).tag("partition", "3").gauge();
  }
}
