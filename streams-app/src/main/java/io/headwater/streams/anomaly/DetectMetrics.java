package io.headwater.streams.anomaly;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/** What the detection counts, over all tasks of the process: as many series as there are rules. */
final class DetectMetrics {

  private final MeterProvider<Counter> anomalies;

  DetectMetrics(MeterRegistry registry) {
    anomalies =
        Counter.builder("headwater.stream.anomalies")
            .description("Anomalies found")
            .withRegistry(registry);
  }

  void anomaly(String ruleId) {
    anomalies.withTag("rule", ruleId).increment();
  }
}
