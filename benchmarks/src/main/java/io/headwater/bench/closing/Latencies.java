package io.headwater.bench.closing;

import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** How long events took, in milliseconds; to three digits. */
record Latencies(long events, double p50, double p99, double max) {

  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  static Latencies of(LongStream nanos) {
    Histogram histogram = new Histogram(DIGITS);
    nanos.forEach(histogram::recordValue);
    return new Latencies(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50) / NANOS_PER_MILLI,
        histogram.getValueAtPercentile(99) / NANOS_PER_MILLI,
        histogram.getMaxValue() / NANOS_PER_MILLI);
  }
}
