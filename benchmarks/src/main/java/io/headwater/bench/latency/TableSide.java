package io.headwater.bench.latency;

import io.headwater.bench.load.Schedule;
import java.time.Duration;
import java.util.Map;

/** What is behind the stream while it is measured: a sink, or nothing. */
interface TableSide extends AutoCloseable {

  /** No sink: nothing is waited for and nothing told. */
  TableSide NONE =
      new TableSide() {
        @Override
        public SampleListener watch(Schedule schedule, long start) {
          return (partition, offset, eventTime) -> {};
        }

        @Override
        public Duration cpu() {
          return Duration.ZERO;
        }

        @Override
        public Map<Result, Percentiles> latencies() {
          return Map.of();
        }

        @Override
        public void close() {}
      };

  /**
   * Begins to watch the rows of a schedule; to be called once.
   *
   * @param start of the schedule by {@link System#nanoTime}
   * @return to be shown the events whose rows are to be waited for
   */
  SampleListener watch(Schedule schedule, long start);

  /** CPU time it has used so far. */
  Duration cpu();

  /**
   * Waits until the row of every event that was shown is visible.
   *
   * @return how long they took; empty when nobody writes rows
   */
  Map<Result, Percentiles> latencies();

  @Override
  void close();
}
