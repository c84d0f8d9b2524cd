package io.headwater.bench.latency;

import io.headwater.bench.load.Schedule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Takes down how long rows took: an event was due at its event time, and its row is visible as soon
 * as the table has passed the offset it has in the topic. Safe for use by the thread that reads the
 * topic and the one that reads the table, whichever is first.
 */
final class RowLatencies implements SampleListener {

  private static final int DIGITS = 3;

  private final Schedule schedule;
  private final Histogram nanos = new Histogram(DIGITS);
  private final Map<Integer, Partition> partitions = new HashMap<>();

  private record Sample(long offset, long eventTime) {}

  /** The samples without a row yet, and when the table was seen to have passed which offset. */
  private record Partition(Deque<Sample> waiting, NavigableMap<Long, Long> passed) {}

  RowLatencies(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public synchronized void read(int partition, long offset, long eventTime) {
    if (!schedule.isMeasured(eventTime)) {
      return;
    }
    Partition of = partition(partition);
    Sample sample = new Sample(offset, eventTime);
    Map.Entry<Long, Long> passed = of.passed().higherEntry(offset);
    if (passed == null) {
      of.waiting().add(sample);
    } else {
      took(sample, passed.getValue());
    }
  }

  /**
   * A commit was seen.
   *
   * @param next the offset after the last whose row is in the table
   * @param nowNanos nanoseconds after the schedule's start
   */
  synchronized void visible(int partition, long next, long nowNanos) {
    Partition of = partition(partition);
    of.passed().putIfAbsent(next, nowNanos);
    Deque<Sample> waiting = of.waiting();
    while (!waiting.isEmpty() && waiting.peek().offset() < next) {
      took(waiting.remove(), nowNanos);
    }
  }

  /** How many events that were read have no visible row yet. */
  synchronized long waiting() {
    return partitions.values().stream().mapToLong(each -> each.waiting().size()).sum();
  }

  synchronized Percentiles percentiles() {
    return Percentiles.of(nanos);
  }

  private Partition partition(int number) {
    return partitions.computeIfAbsent(
        number, absent -> new Partition(new ArrayDeque<>(), new TreeMap<>()));
  }

  private void took(Sample sample, long nowNanos) {
    nanos.recordValue(Math.max(0, schedule.latencyNanos(sample.eventTime(), nowNanos)));
  }
}
