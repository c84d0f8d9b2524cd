package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What the stage counts, over all tasks of the process. */
final class AlertMetrics {

  private final MeterProvider<Counter> alerts;

  AlertMetrics(MeterRegistry registry) {
    alerts =
        Counter.builder("headwater.stream.alerts")
            .description("Changes of alerts written, of sensors and of locations")
            .withRegistry(registry);
  }

  void written(Alert alert) {
    alerts.withTags(Tags.of("state", alert.state().text(), "rule", alert.ruleId())).increment();
  }
}
