package io.headwater.streams.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The watermarks of this process's input partitions, read off what the time stage measures. */
final class Watermarks {

  private static final String DELAY = "headwater.stream.watermark.delay";

  private final MeterRegistry registry;
  private final InstantSource clock;

  Watermarks(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Empty when the partition has none yet, or is another process's. */
  Optional<Instant> of(int partition) {
    Gauge delay = registry.find(DELAY).tag("partition", Integer.toString(partition)).gauge();
    if (delay == null) {
      return Optional.empty();
    }
    double seconds = delay.value();
    return Double.isNaN(seconds)
        ? Optional.empty()
        : Optional.of(clock.instant().minusMillis(Math.round(seconds * 1_000)));
  }
}
