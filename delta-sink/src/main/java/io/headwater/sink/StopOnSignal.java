package io.headwater.sink;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Closes the sink when the JVM is told to end (SIGTERM, SIGINT), which commits what was read. It
 * then halts the JVM, because that would otherwise report the signal as its exit code, however well
 * all has gone.
 */
final class StopOnSignal implements Runnable {

  private final AtomicReference<ConfigurableApplicationContext> app = new AtomicReference<>();
  private final AtomicBoolean endsByItself = new AtomicBoolean();

  /** From now on there is something to close. */
  void started(ConfigurableApplicationContext context) {
    app.set(context);
  }

  /** The program ends, with an exit code of its own. */
  void endsByItself() {
    endsByItself.set(true);
  }

  /** In the JVM's shutdown. */
  @Override
  public void run() {
    if (endsByItself.get()) {
      return;
    }
    Optional.ofNullable(app.get()).ifPresent(ConfigurableApplicationContext::close);
    Runtime.getRuntime().halt(0);
  }
}
