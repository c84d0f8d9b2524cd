package io.headwater.quickstart.simulate;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a simulation takes and how it keeps to its schedule; one thread runs, any may look. */
final class Stopwatch {

  private final LongSupplier nanoClock;
  private volatile long started;
  private volatile long stopped;
  private volatile long behind;
  private volatile boolean running;

  Stopwatch(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Starts it; the moment by its clock. */
  long start() {
    started = nanoClock.getAsLong();
    running = true;
    return started;
  }

  /** A record that was due so many nanoseconds after the start is about to be sent. */
  void reached(long dueNanos) {
    behind = dueNanos == 0 ? 0 : Math.max(0, elapsed().toNanos() - dueNanos);
  }

  void stop() {
    stopped = nanoClock.getAsLong();
    running = false;
  }

  Duration elapsed() {
    return Duration.ofNanos((running ? nanoClock.getAsLong() : stopped) - started);
  }

  /** How late the last record was sent; zero when all records are due at once. */
  Duration behind() {
    return Duration.ofNanos(behind);
  }
}
