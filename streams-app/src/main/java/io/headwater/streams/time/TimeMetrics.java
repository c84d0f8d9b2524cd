package io.headwater.streams.time;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.IntStream;

/** What the time stage measures, over all tasks of the process. */
final class TimeMetrics {

  /** From a stream that idles to one that drains a backlog of an hour. */
  private static final Duration[] BUCKETS =
      IntStream.of(
              50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Counter late;
  private final Timer latency;

  TimeMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.late =
        Counter.builder("headwater.stream.late")
            .description("Events that missed the first of their windows to end")
            .register(registry);
    this.latency =
        Timer.builder("headwater.stream.latency")
            .description("From an input record's time to the commit of what came of it, sampled")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  void late() {
    late.increment();
  }

  /** What is shown of one partition, from its task's start to its end. */
  PartitionMeters ofPartition(int partition) {
    return new PartitionMeters(registry, partition, InstantSource.system());
  }

  /** To follow a partition's events to their commits with. */
  LatencySamples samples() {
    return new LatencySamples(latency);
  }
}
