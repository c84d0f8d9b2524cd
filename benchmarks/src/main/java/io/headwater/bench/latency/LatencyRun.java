package io.headwater.bench.latency;

import java.util.Map;

/**
 * One measurement.
 *
 * @param rate events a second
 * @param sent events that count
 * @param behindMs how far the sender was behind its schedule at most, in milliseconds
 * @param streamCores how many cores the stream's process kept busy while it was measured
 * @param brokerCores the same of the broker's
 * @param sinkCores the same of the sink's; 0 without one
 * @param latencies by result, from when the event was due to be sent
 */
record LatencyRun(
    int rate,
    long sent,
    double behindMs,
    double streamCores,
    double brokerCores,
    double sinkCores,
    Map<Result, Percentiles> latencies) {

  LatencyRun {
    latencies = Map.copyOf(latencies);
  }

  Percentiles of(Result result) {
    Percentiles percentiles = latencies.get(result);
    if (percentiles == null) {
      throw new IllegalArgumentException("Nothing was measured of " + result);
    }
    return percentiles;
  }
}
