package io.headwater.bench.load;

import io.headwater.model.EventTime;
import java.time.Duration;
import java.time.Instant;

/**
 * When which event is due to be sent, at a steady rate. Its event time is that moment, so whoever
 * has a result of it knows how long it took; and since it is the moment at which it should have
 * been sent, a sender that was held up makes its events look no faster than they were.
 *
 * @param start when event 0 is due
 * @param rate events a second
 * @param warmUp how long what is sent at first does not count
 * @param measured for how long after that it does
 */
public record Schedule(Instant start, int rate, Duration warmUp, Duration measured) {

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  /** How many events are sent, those of the warm-up among them. */
  public long events() {
    return warmUp.plus(measured).toMillis() * rate / 1_000;
  }

  /** Nanoseconds after the start. */
  long dueNanos(long number) {
    return number / rate * NANOS_PER_SECOND + number % rate * NANOS_PER_SECOND / rate;
  }

  /** Microseconds since the epoch. */
  public long eventTime(long number) {
    return startMicros() + dueNanos(number) / NANOS_PER_MICRO;
  }

  /** Whether an event of that time counts. */
  public boolean isMeasured(long eventTime) {
    long from = startMicros() + warmUp.toNanos() / NANOS_PER_MICRO;
    return eventTime >= from && eventTime < from + measured.toNanos() / NANOS_PER_MICRO;
  }

  /**
   * How long it took from when an event was due until now, in nanoseconds.
   *
   * @param nowNanos nanoseconds after the start
   */
  public long latencyNanos(long eventTime, long nowNanos) {
    return nowNanos - (eventTime - startMicros()) * NANOS_PER_MICRO;
  }

  private long startMicros() {
    return EventTime.ofInstant(start);
  }
}
