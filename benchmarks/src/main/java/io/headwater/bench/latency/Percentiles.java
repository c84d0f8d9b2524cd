package io.headwater.bench.latency;

import org.HdrHistogram.Histogram;

/** How long it took, in milliseconds, to three digits; all 0 when there was nothing. */
record Percentiles(long count, double p50, double p90, double p99, double p999, double max) {

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * @param nanos a histogram of nanoseconds
   */
  static Percentiles of(Histogram nanos) {
    return new Percentiles(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(90) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(99.9) / NANOS_PER_MILLI,
        nanos.getMaxValue() / NANOS_PER_MILLI);
  }
}
