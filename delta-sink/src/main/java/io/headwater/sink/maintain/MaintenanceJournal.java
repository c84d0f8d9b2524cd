package io.headwater.sink.maintain;

import io.headwater.sink.maintain.CompactionPlan.Debt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;

/**
 * What one table's maintenance did and has yet to do, for metrics and whoever else asks. Safe for
 * use by several threads.
 */
public final class MaintenanceJournal {

  private final MeterRegistry registry;
  private final String table;
  private volatile Debt debt = Debt.NONE;

  public MaintenanceJournal(String table, MeterRegistry registry) {
    this.registry = registry;
    this.table = table;
    Gauge.builder("headwater.sink.compaction.debt.files", this, j -> j.debt().files())
        .description("small data files that wait to become large ones")
        .tag("table", table)
        .register(registry);
    Gauge.builder("headwater.sink.compaction.debt.bytes", this, j -> j.debt().bytes())
        .description("size of the small data files that wait to become large ones")
        .baseUnit(BaseUnits.BYTES)
        .tag("table", table)
        .register(registry);
  }

  /** What waited to be compacted when it was last looked. */
  public Debt debt() {
    return debt;
  }

  void debt(Debt now) {
    debt = now;
  }

  void compacted(Rewritten files) {
    count("headwater.sink.compactions", "outcome", "replaced", 1);
    count("headwater.sink.compacted.files", "change", "removed", files.removed().size());
    count("headwater.sink.compacted.files", "change", "added", files.added().size());
  }

  void outdated() {
    count("headwater.sink.compactions", "outcome", "outdated", 1);
  }

  /** From now on failures of that chore are shown, at first none: a rate misses a first step. */
  void expect(String chore) {
    count("headwater.sink.maintenance.failures", "chore", chore, 0);
  }

  void failed(String chore) {
    count("headwater.sink.maintenance.failures", "chore", chore, 1);
  }

  private void count(String counter, String tag, String value, int by) {
    registry.counter(counter, "table", table, tag, value).increment(by);
  }
}
