package io.headwater.bench.latency;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is sent.
 *
 * @param rates events a second, of all sensors together, one measurement each
 * @param warmUp what is sent before the measurement
 * @param measured for how long it is measured
 * @param results that are waited for; rows only with a sink beside the stream
 * @param settings of stream and sink that differ from their defaults
 */
record LatencyOptions(
    List<Integer> rates,
    int sensors,
    int locations,
    int partitions,
    Duration warmUp,
    Duration measured,
    int runs,
    List<Result> results,
    Map<String, String> settings) {

  LatencyOptions {
    rates = List.copyOf(rates);
    results = List.copyOf(results);
    settings = Map.copyOf(settings);
  }

  /** Whether a sink runs beside the stream. */
  boolean isWithSink() {
    return results.contains(Result.ROW);
  }
}
