package io.headwater.streams.anomaly;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

/** What there is to know of the rules in force. */
final class RuleMetrics {

  private final Counter refused;
  private final MultiGauge versions;

  RuleMetrics(MeterRegistry registry) {
    refused =
        Counter.builder("headwater.stream.rules.refused")
            .description("Malformed records of the rules topic; the last good one holds")
            .register(registry);
    versions =
        MultiGauge.builder("headwater.stream.rule.version")
            .description("Version of each rule that is in force; 0 is built in")
            .register(registry);
  }

  void refused() {
    refused.increment();
  }

  /** Rules that are switched off, or gone, have no series. */
  void inForce(RuleBook book) {
    versions.register(
        book.rules().stream()
            .filter(NamedRule::enabled)
            .<Row<?>>map(rule -> Row.of(Tags.of("rule", rule.id()), rule.version()))
            .toList(),
        true);
  }
}
