package io.headwater.streams.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many alerts of sensors are open, over all tasks of the process. Shown as long as there is a
 * task, so that a process without work shows nothing. Thread-safe.
 */
final class OpenAlerts {

  private final MeterRegistry registry;
  private final AtomicLong count = new AtomicLong();
  private int tasks;
  private @Nullable Gauge gauge;

  OpenAlerts(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A task starts, with that many alerts open. */
  synchronized Share join(long open) {
    count.addAndGet(open);
    tasks++;
    if (gauge == null) {
      gauge =
          Gauge.builder("headwater.stream.alerts.open", count, AtomicLong::get)
              .description("Alerts of sensors that are open")
              .register(registry);
    }
    return new Share(open);
  }

  private synchronized void leave(long open) {
    count.addAndGet(-open);
    tasks--;
    if (tasks == 0 && gauge != null) {
      registry.remove(gauge);
      gauge = null;
    }
  }

  /** What a task adds, until it is closed; for its thread alone. */
  final class Share implements AutoCloseable {

    private long open;

    private Share(long open) {
      this.open = open;
    }

    /** So many more are open, or fewer when it is negative. */
    void add(long more) {
      open += more;
      count.addAndGet(more);
    }

    @Override
    public void close() {
      leave(open);
    }
  }
}
