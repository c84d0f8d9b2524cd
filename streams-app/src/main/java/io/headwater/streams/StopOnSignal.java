package io.headwater.streams;

import io.headwater.streams.runtime.StreamsProgress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Closes the app when the JVM is told to end (SIGTERM, SIGINT). It then halts the JVM, because that
 * would otherwise report the signal as its exit code, however well all has gone.
 */
final class StopOnSignal implements Runnable {

  private final AtomicReference<ConfigurableApplicationContext> app = new AtomicReference<>();
  private final AtomicBoolean ends = new AtomicBoolean();

  /** From now on there is something to close. */
  void started(ConfigurableApplicationContext context) {
    app.set(context);
  }

  /**
   * The program ends, with an exit code of its own.
   *
   * @return false when a signal was faster, and so has the last word
   */
  boolean endsByItself() {
    return ends.compareAndSet(false, true);
  }

  /** In the JVM's shutdown. */
  @Override
  public void run() {
    if (!ends.compareAndSet(false, true)) {
      return;
    }
    Optional<String> failure = Optional.ofNullable(app.get()).flatMap(StopOnSignal::close);
    failure.ifPresent(System.err::println);
    Runtime.getRuntime().halt(failure.isPresent() ? 1 : 0);
  }

  private static Optional<String> close(ConfigurableApplicationContext context) {
    StreamsProgress progress = context.getBean(StreamsProgress.class);
    context.close();
    return progress.failure();
  }
}
