package io.headwater.quickstart.demo;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** What the demo tells, read off the meters that Prometheus would scrape. */
final class DemoMeters {

  private final MeterRegistry stream;
  private final MeterRegistry sink;

  DemoMeters(MeterRegistry stream, MeterRegistry sink) {
    this.stream = stream;
    this.sink = sink;
  }

  /** Input records the stream took, accepted or not. */
  long records() {
    return sum(stream.find("headwater.stream.events"));
  }

  long openWindows() {
    return sum(stream.find("headwater.stream.panes.open"));
  }

  long anomalies() {
    return sum(stream.find("headwater.stream.anomalies"));
  }

  /** Rows of all tables. */
  long deltaRows() {
    return sum(sink.find("headwater.sink.rows"));
  }

  private static long sum(Search search) {
    return sum(search.counters(), counter -> counter.count())
        + sum(search.gauges(), gauge -> gauge.value());
  }

  private static <M extends Meter> long sum(Collection<M> meters, ToDoubleFunction<M> value) {
    return Math.round(meters.stream().mapToDouble(value).sum());
  }
}
