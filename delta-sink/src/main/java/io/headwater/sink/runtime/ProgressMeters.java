package io.headwater.sink.runtime;

import io.headwater.sink.worker.TableProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The meters of a table that depend on what the broker says or on the time of day. */
final class ProgressMeters {

  private ProgressMeters() {}

  /**
   * Registers them.
   *
   * @param progress of the table, now
   */
  static void register(
      MeterRegistry registry, String table, Supplier<TableProgress> progress, Lag lag) {
    Gauge.builder("headwater.sink.lag", () -> records(lag, progress.get()))
        .description("records of the topic that are not in the table yet; NaN while unknown")
        .tag("table", table)
        .register(registry);
    Gauge.builder("headwater.sink.lag.age", () -> age(lag, progress.get()))
        .description("for how long the oldest of them has waited; NaN while unknown")
        .baseUnit("seconds")
        .tag("table", table)
        .register(registry);
    Gauge.builder("headwater.sink.unflushed.age", () -> seconds(lag.unflushed(progress.get())))
        .description("for how long the oldest row that was read waits for its commit")
        .baseUnit("seconds")
        .tag("table", table)
        .register(registry);
  }

  private static double records(Lag lag, TableProgress table) {
    OptionalLong records = lag.records(table);
    return records.isPresent() ? records.getAsLong() : Double.NaN;
  }

  private static double age(Lag lag, TableProgress table) {
    return lag.age(table).map(ProgressMeters::seconds).orElse(Double.NaN);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
