package io.headwater.bench.closing;

import io.headwater.model.EventTime;
import java.time.Duration;
import java.time.Instant;

/**
 * When which live event is sent, and of what time it is. One sensor in each partition sends in
 * turn; their event time begins {@link #LEAD} before the boundary and goes on as fast as the clock.
 * When the boundary and the watermark's delay have passed, all partitions close their windows,
 * within a few milliseconds.
 */
record ProbePlan(Instant boundary, int partitions) {

  /** How far the watermark stays behind; the stream is told so. */
  static final Duration WATERMARK_DELAY = Duration.ofSeconds(10);

  /** Long enough for the JVM to compile what live events need. */
  static final Duration LEAD = Duration.ofSeconds(20);

  /** Between two events; each is of a time of its own. */
  static final Duration INTERVAL = Duration.ofMillis(5);

  private static final String SENSOR = "probe-";
  private static final long INTERVAL_MICROS = INTERVAL.toNanos() / 1_000;

  /** Whether an event is one of these. */
  static boolean isProbe(String sensorId) {
    return sensorId.startsWith(SENSOR);
  }

  /** The first event that moves a watermark to the boundary. */
  static int firstThatCloses() {
    return number(LEAD.plus(WATERMARK_DELAY));
  }

  /** The first event that is due so long after the start, or later. */
  static int number(Duration afterStart) {
    return Math.toIntExact((afterStart.toNanos() + INTERVAL.toNanos() - 1) / INTERVAL.toNanos());
  }

  int partition(int number) {
    return number % partitions;
  }

  String sensorId(int number) {
    return SENSOR + partition(number);
  }

  /** Microseconds since the epoch. */
  long eventTime(int number) {
    return first() + number * INTERVAL_MICROS;
  }

  /** The number of the event with that time. */
  int numberAt(long eventTime) {
    return Math.toIntExact((eventTime - first()) / INTERVAL_MICROS);
  }

  private long first() {
    return EventTime.ofInstant(boundary.minus(LEAD));
  }

  /** Nanoseconds after the start of the probe. */
  long dueNanos(int number) {
    return number * INTERVAL.toNanos();
  }
}
