package io.headwater.quickstart.simulate;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says each second how far the simulation is: on a terminal in one line that is written over and
 * over, else in a line of its own each ten seconds.
 */
final class ProgressPrinter implements AutoCloseable {

  /** Where the lines go. */
  enum Target {
    TERMINAL(Duration.ofSeconds(1), "\r\u001B[K", ""),
    FILE(Duration.ofSeconds(10), "", System.lineSeparator());

    private final Duration interval;
    private final String before;
    private final String after;

    Target(Duration interval, String before, String after) {
      this.interval = interval;
      this.before = before;
      this.after = after;
    }
  }

  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final Target target;
  private final Supplier<SimulationReport> reports;
  private final ScheduledExecutorService timer;
  private SimulationReport last;

  ProgressPrinter(PrintWriter out, Target target, Supplier<SimulationReport> reports) {
    this.out = out;
    this.target = target;
    this.reports = reports;
    this.last = reports.get();
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "simulation-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Prints from now on until it is closed. */
  void start() {
    long millis = target.interval.toMillis();
    ScheduledFuture<?> unused =
        timer.scheduleAtFixedRate(this::print, millis, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void print() {
    SimulationReport now = reports.get();
    if (!now.elapsed().isZero()) {
      out.print(target.before + line(last, now) + target.after);
      out.flush();
    }
    last = now;
  }

  /** What there is to say about the time between two reports. */
  static String line(SimulationReport before, SimulationReport now) {
    double seconds = now.elapsed().minus(before.elapsed()).toNanos() / 1e9;
    long sent = now.sent() - before.sent();
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%5d s  %,9.0f events/s  %,d sent (%,d anomalous, %,d late, %,d malformed)",
            now.elapsed().toSeconds(),
            seconds > 0 ? sent / seconds : 0,
            now.sent(),
            now.excursions() + now.spikes() + now.faults(),
            now.late(),
            now.malformed()));
    if (sent == 0 && now.pending() > 0 && before.pending() > 0) {
      line.append("  waiting for the broker");
    } else if (now.behind().compareTo(WORTH_TELLING) > 0) {
      line.append("  ").append(now.behind().toSeconds()).append(" s behind schedule");
    }
    return line.toString();
  }

  /** Stops printing and leaves a clean line. */
  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      out.print(target.before);
      out.flush();
    }
  }
}
