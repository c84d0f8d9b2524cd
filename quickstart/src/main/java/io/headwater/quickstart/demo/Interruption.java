package io.headwater.quickstart.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to come to an end. The JVM waits in its shutdown hook
 * until the demo has finished in good order, and then ends with the demo's own exit code: a plain
 * shutdown would end with the signal's.
 *
 * <p>Both latches are set once and never reset, so any thread may ask and wait.
 */
final class Interruption implements AutoCloseable {

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::endWithTheDemo, "demo-interruption");
  private volatile int exitCode = 1;

  private Interruption() {}

  static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Waits until the end is requested; false when it was not within that time. */
  boolean await(Duration time) throws InterruptedException {
    return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits that long, whether or not the end is requested. */
  void pause(Duration time) throws InterruptedException {
    if (finished.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the demo has ended already");
    }
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** What the process is to end with. */
  void finish(int code) {
    exitCode = code;
    finished.countDown();
  }

  private void endWithTheDemo() {
    requested.countDown();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /** Without a signal the process ends as it would have without this. */
  @Override
  public void close() {
    finished.countDown();
    if (!isRequested()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endingAlready) {
        // the signal came just now: the hook ends the process with the code it was given
      }
    }
  }
}
