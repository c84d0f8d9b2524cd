package io.headwater.streams.time;

import io.headwater.model.EventTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * How far an input partition's watermark is behind the wall clock, and how old its last event was
 * when it was read; both NaN as long as there is nothing to tell. Shown from the task's start to
 * its end.
 *
 * <p>Set by the task's thread, read by whoever asks for metrics: a value may be seen a moment late,
 * and costs the hot path no fence.
 */
final class PartitionMeters implements AutoCloseable {

  private static final double MICROS_PER_SECOND = 1e6;
  private static final long NOTHING_READ = Long.MIN_VALUE;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Gauge delayGauge;
  private final Gauge lagGauge;
  private final AtomicLong watermark = new AtomicLong(Watermark.NONE);
  private final AtomicLong lag = new AtomicLong(NOTHING_READ);

  PartitionMeters(MeterRegistry registry, int partition, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.delayGauge =
        gauge(
            "headwater.stream.watermark.delay",
            "How far an input partition's watermark is behind the wall clock",
            partition,
            PartitionMeters::watermarkDelay);
    this.lagGauge =
        gauge(
            "headwater.stream.event.time.lag",
            "How old the last event of an input partition was when it was read",
            partition,
            PartitionMeters::eventTimeLag);
  }

  void watermark(long micros) {
    watermark.lazySet(micros);
  }

  /** An event of that event time was read. */
  void read(long eventTime, long nowMillis) {
    lag.lazySet(nowMillis * 1_000 - eventTime);
  }

  private Gauge gauge(
      String name, String description, int partition, ToDoubleFunction<PartitionMeters> seconds) {
    return Gauge.builder(name, this, seconds)
        .description(description)
        .baseUnit("seconds")
        .tag("partition", Integer.toString(partition))
        .register(registry);
  }

  private double watermarkDelay() {
    long current = watermark.get();
    return current == Watermark.NONE
        ? Double.NaN
        : (EventTime.ofInstant(clock.instant()) - current) / MICROS_PER_SECOND;
  }

  private double eventTimeLag() {
    long current = lag.get();
    return current == NOTHING_READ ? Double.NaN : current / MICROS_PER_SECOND;
  }

  @Override
  public void close() {
    registry.remove(delayGauge);
    registry.remove(lagGauge);
  }
}
