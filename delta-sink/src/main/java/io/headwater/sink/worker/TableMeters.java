package io.headwater.sink.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;

/** The meters of one table. */
final class TableMeters {

  private final MeterRegistry registry;
  private final String table;
  private final Counter rows;
  private final Counter files;
  private final Counter bytes;
  private final Timer commit;

  TableMeters(MeterRegistry registry, String table, TableJournal journal) {
    this.registry = registry;
    this.table = table;
    rows =
        Counter.builder("headwater.sink.rows")
            .description("rows committed")
            .tag("table", table)
            .register(registry);
    files =
        Counter.builder("headwater.sink.files")
            .description("data files committed")
            .tag("table", table)
            .register(registry);
    bytes =
        Counter.builder("headwater.sink.bytes")
            .description("size of the data files committed")
            .baseUnit(BaseUnits.BYTES)
            .tag("table", table)
            .register(registry);
    commit =
        Timer.builder("headwater.sink.commit")
            .description("time from the first byte of a flush to the end of its commit")
            .tag("table", table)
            .register(registry);
    Gauge.builder("headwater.sink.buffered.rows", journal, j -> j.progress().buffered().rows())
        .description("rows read and not committed yet")
        .tag("table", table)
        .register(registry);
    Gauge.builder("headwater.sink.buffered.bytes", journal, j -> j.progress().buffered().bytes())
        .description("heap they take, by estimate")
        .baseUnit(BaseUnits.BYTES)
        .tag("table", table)
        .register(registry);
    Gauge.builder("headwater.sink.up", journal, j -> j.progress().state().isHealthy() ? 1 : 0)
        .description("1 while the table's rows get through")
        .tag("table", table)
        .register(registry);
  }

  void committed(CommitReport report, String outcome) {
    rows.increment((double) report.rows());
    files.increment(report.files());
    bytes.increment((double) report.bytes());
    commit.record(report.took());
    outcome(outcome);
  }

  void gap(String kind) {
    registry.counter("headwater.sink.gaps", "table", table, "kind", kind).increment();
  }

  void outcome(String outcome) {
    registry.counter("headwater.sink.commits", "table", table, "outcome", outcome).increment();
  }
}
