package io.headwater.sink.runtime;

import io.headwater.sink.worker.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives each table a thread, and one to the watch. It starts last and stops first, so that health
 * is told all the time. The threads are daemons: a thread that storage holds up does not keep a JVM
 * from ending, and what it had not committed is read again at the next start.
 */
final class SinkLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SinkLifecycle.class);

  /** How long the last commits may take; Kubernetes kills after 30 s. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Map<String, Runnable> tasks;
  private final BrokerWatch broker;
  private final Runnable summary;
  private final StopSignal stop;
  private final Map<String, Thread> threads = new LinkedHashMap<>();

  /**
   * @param tasks what each table's thread does, by the table's name
   * @param summary looks at the progress every second, and tells it from time to time
   * @param stop the signal that ends the tasks
   */
  SinkLifecycle(
      Map<String, Runnable> tasks, BrokerWatch broker, Runnable summary, StopSignal stop) {
    this.tasks = new LinkedHashMap<>(tasks);
    this.broker = broker;
    this.summary = summary;
    this.stop = stop;
  }

  /** Returns at once: the app is there, with its health, while it waits for storage and broker. */
  @Override
  public synchronized void start() {
    tasks.forEach(this::start);
    start("watch", this::watch);
  }

  /** Lets each table commit what it has read, within a bound. */
  @Override
  public synchronized void stop() {
    stop.request();
    long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
    List<String> late = new ArrayList<>();
    threads.forEach(
        (name, thread) -> {
          if (!ends(thread, deadline)) {
            late.add(name);
          }
        });
    late.remove("watch");
    if (!late.isEmpty()) {
      LOG.warn(
          "Not stopped within {} s: {}; what they have not committed is read again at the next"
              + " start",
          STOP_WITHIN.toSeconds(),
          late);
    }
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }

  private void start(String name, Runnable task) {
    Thread thread = new Thread(task, "sink-" + name);
    thread.setDaemon(true);
    threads.put(name, thread);
    thread.start();
  }

  private void watch() {
    try (broker) {
      while (!stop.isRequested()) {
        broker.look();
        summary.run();
        stop.pause(LOOK_EVERY);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ends(Thread thread, long deadline) {
    try {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      thread.join(Math.max(1, left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
