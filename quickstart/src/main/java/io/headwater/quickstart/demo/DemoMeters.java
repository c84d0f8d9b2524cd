package io.headwater.quickstart.demo;

import io.micrometer.core.instrument.Gauge;
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

  /** Windows closed and sent. */
  long windows() {
    return sum(stream.find("headwater.stream.windows.closed"));
  }

  /**
   * How far the slowest watermark is behind the clock, in seconds; partitions without one aside.
   */
  double watermarkDelay() {
    return stream.find("headwater.stream.watermark.delay").gauges().stream()
        .mapToDouble(Gauge::value)
        .filter(delay -> !Double.isNaN(delay))
        .max()
        .orElse(0);
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
