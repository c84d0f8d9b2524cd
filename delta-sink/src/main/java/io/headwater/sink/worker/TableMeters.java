package io.headwater.sink.worker;

import io.headwater.sink.gaps.GapKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The meters of one table. */
final class TableMeters {

  /** From a commit on a local disk to one that the storage throttles. */
  private static final Duration[] BUCKETS =
      IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** All there are from the start, at zero: a rate misses a counter's first step. */
  private static final List<String> OUTCOMES =
      List.of("committed", "already_applied", "conflict", "unknown", "failed");

  private final MeterRegistry registry;
  private final String table;
  private final Counter rows;
  private final Counter files;
  private final Counter bytes;
  private final Timer write;
  private final Timer commit;
  private final Timer replay;

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
    for (String outcome : OUTCOMES) {
      counter(outcome);
    }
    for (GapKind kind : GapKind.values()) {
      gaps(kind.text());
    }
    write = timer("headwater.sink.write", "time a flush took to write its data files");
    commit = timer("headwater.sink.commit", "time a flush took to commit its files");
    replay = timer("headwater.sink.replay", "time it took to find out where the table is");
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
    if (!report.write().isZero()) {
      write.record(report.write());
    }
    commit.record(report.commit());
    outcome(outcome);
  }

  void gap(String kind) {
    gaps(kind).increment();
  }

  void replayed(Duration took) {
    replay.record(took);
  }

  void outcome(String outcome) {
    counter(outcome).increment();
  }

  private Counter gaps(String kind) {
    return Counter.builder("headwater.sink.gaps")
        .description("gaps recorded, by what made them")
        .tag("table", table)
        .tag("kind", kind)
        .register(registry);
  }

  private Counter counter(String outcome) {
    return Counter.builder("headwater.sink.commits")
        .description("attempts to commit, by how they ended")
        .tag("table", table)
        .tag("outcome", outcome)
        .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .tag("table", table)
        .register(registry);
  }
}
