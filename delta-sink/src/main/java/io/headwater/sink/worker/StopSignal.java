package io.headwater.sink.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks workers to end, and lets them wait for something else without missing it. */
public final class StopSignal {

  private final CountDownLatch requested = new CountDownLatch(1);

  /** Asks all who look. */
  public void request() {
    requested.countDown();
  }

  /** Whether to end. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits for {@code delay}, or until asked to end; an interrupt is taken for a request. */
  public void pause(Duration delay) {
    try {
      if (requested.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request();
    }
  }
}
