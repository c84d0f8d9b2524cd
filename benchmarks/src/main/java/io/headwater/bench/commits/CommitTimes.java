package io.headwater.bench.commits;

import org.HdrHistogram.Histogram;

/**
 * What the commits from one version on took, in milliseconds.
 *
 * @param from the first version
 */
record CommitTimes(long from, long commits, double p50, double p99, double max) {

  private static final double NANOS_PER_MILLI = 1e6;

  static CommitTimes of(long from, Histogram nanos) {
    return new CommitTimes(
        from,
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
        nanos.getMaxValue() / NANOS_PER_MILLI);
  }
}
