package io.headwater.streams.window;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** How many panes are open, over all tasks of the process; each adds and takes away its own. */
final class OpenPanes {

  private final AtomicLong count = new AtomicLong();

  OpenPanes(MeterRegistry registry) {
    Gauge.builder("headwater.stream.panes.open", count, AtomicLong::get)
        .description("Panes whose windows are still open")
        .strongReference(true)
        .register(registry);
  }

  void add(long more) {
    count.addAndGet(more);
  }
}
