package io.headwater.streams.window;

import io.headwater.model.WindowAggregate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What the window stage counts, over all tasks of the process. */
final class WindowMetrics {

  private final MeterProvider<Counter> closed;
  private final Counter lateParts;

  WindowMetrics(MeterRegistry registry) {
    closed =
        Counter.builder("headwater.stream.windows.closed")
            .description("Windows closed and sent")
            .withRegistry(registry);
    lateParts =
        Counter.builder("headwater.stream.late.by.location")
            .description(
                "Events of a partition that woke up after their window by location was closed")
            .register(registry);
  }

  /** A part of a location window came after the window was closed: so many events miss it. */
  void latePartial(long events) {
    lateParts.increment((double) events);
  }

  void closed(WindowAggregate window) {
    closed
        .withTags(
            Tags.of(
                "window", window.windowType(),
                "scope", window.scope().text(),
                "reason", window.closeReason().text()))
        .increment();
  }
}
