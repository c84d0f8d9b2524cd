package io.headwater.streams.runtime;

import io.headwater.streams.runtime.ProgressStep.Rows;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.function.Supplier;

/** What the stages have counted since the process started, read off their meters. */
final class CountedRows implements Supplier<Rows> {

  private final MeterRegistry registry;

  CountedRows(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Rows get() {
    return new Rows(
        sum(registry.find("headwater.stream.events").tag("outcome", "accepted")),
        sum(registry.find("headwater.stream.events").tag("outcome", "rejected")),
        sum(registry.find("headwater.stream.late")),
        sum(registry.find("headwater.stream.windows.closed")),
        sum(registry.find("headwater.stream.anomalies")),
        sum(registry.find("headwater.stream.alerts")));
  }

  private static long sum(Search search) {
    return Math.round(search.counters().stream().mapToDouble(Counter::count).sum());
  }
}
