package io.headwater.streams.window;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many panes are open, over all tasks of the process. Shown as long as there is a task, so that
 * a process without work shows nothing, and a stream that is started again shows its own.
 */
final class OpenPanes {

  private final MeterRegistry registry;
  private final AtomicLong count = new AtomicLong();
  private int tasks;
  private @Nullable Gauge gauge;

  OpenPanes(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A task starts, with that many panes open. */
  synchronized void join(long panes) {
    count.addAndGet(panes);
    tasks++;
    if (gauge == null) {
      gauge =
          Gauge.builder("headwater.stream.panes.open", count, AtomicLong::get)
              .description("Panes that open windows still need")
              .register(registry);
    }
  }

  /** A task ends, with that many panes still open. */
  synchronized void leave(long panes) {
    count.addAndGet(-panes);
    tasks--;
    if (tasks == 0 && gauge != null) {
      registry.remove(gauge);
      gauge = null;
    }
  }

  void opened() {
    count.incrementAndGet();
  }

  void closed(int panes) {
    count.addAndGet(-panes);
  }
}
