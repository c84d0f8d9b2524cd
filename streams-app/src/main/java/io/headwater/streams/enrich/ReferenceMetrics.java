package io.headwater.streams.enrich;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the join counts. */
final class ReferenceMetrics {

  private final Counter refused;

  ReferenceMetrics(MeterRegistry registry) {
    refused =
        Counter.builder("headwater.stream.reference.refused")
            .description("Malformed records of the reference topic; the last good one holds")
            .register(registry);
  }

  void refused() {
    refused.increment();
  }
}
