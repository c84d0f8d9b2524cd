package io.headwater.streams.time;

import io.headwater.model.EventTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** What the time stage counts, over all tasks of the process. */
final class TimeMetrics {

  private final MeterRegistry registry;
  private final Counter late;

  TimeMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.late =
        Counter.builder("headwater.stream.late")
            .description("Events that missed the first of their windows to end")
            .register(registry);
  }

  void late() {
    late.increment();
  }

  WatermarkDelay watermarkDelay(int partition) {
    return new WatermarkDelay(registry, partition, InstantSource.system());
  }

  /**
   * How far a partition's watermark is behind the wall clock; NaN as long as there is none. Shown
   * from the task's start to its end.
   */
  static final class WatermarkDelay implements AutoCloseable {

    private static final double MICROS_PER_SECOND = 1e6;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Gauge gauge;
    // written by the stream thread, read by whoever asks for metrics
    private volatile long watermark = Watermark.NONE;

    private WatermarkDelay(MeterRegistry registry, int partition, InstantSource clock) {
      this.registry = registry;
      this.clock = clock;
      this.gauge =
          Gauge.builder("headwater.stream.watermark.delay", this, WatermarkDelay::seconds)
              .description("How far an input partition's watermark is behind the wall clock")
              .baseUnit("seconds")
              .tag("partition", Integer.toString(partition))
              .register(registry);
    }

    void set(long current) {
      watermark = current;
    }

    private double seconds() {
      long current = watermark;
      return current == Watermark.NONE
          ? Double.NaN
          : (EventTime.ofInstant(clock.instant()) - current) / MICROS_PER_SECOND;
    }

    @Override
    public void close() {
      registry.remove(gauge);
    }
  }
}
