package io.headwater.bench.latency;

import java.time.Duration;
import java.util.Map;

/**
 * What is sent.
 *
 * @param rate events a second, of all sensors together
 * @param warmUp what is sent before the measurement
 * @param measured for how long it is measured
 * @param settings of the stream that differ from its defaults
 */
record LatencyOptions(
    int rate,
    int sensors,
    int locations,
    int partitions,
    Duration warmUp,
    Duration measured,
    int runs,
    Map<String, String> settings) {

  LatencyOptions {
    settings = Map.copyOf(settings);
  }
}
