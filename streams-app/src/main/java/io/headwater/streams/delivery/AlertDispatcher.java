package io.headwater.streams.delivery;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers alerts to one webhook, on a thread of its own, until it is told to stop. Trouble with
 * Kafka ends a session, and another one begins where the last commit was: an alert may then be
 * posted twice, and none is lost.
 */
final class AlertDispatcher implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(AlertDispatcher.class);
  private static final Duration GOOD_SESSION = Duration.ofMinutes(1);
  private static final IntervalFunction BACKOFF =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

  /** One life of the Kafka clients. */
  interface Session {
    /** Delivers until {@code stopped}, or throws because it cannot go on. */
    void run(CountDownLatch stopped) throws InterruptedException;
  }

  private final String webhook;
  private final Session sessions;
  private final CountDownLatch stopped = new CountDownLatch(1);

  AlertDispatcher(String webhook, Session sessions) {
    this.webhook = webhook;
    this.sessions = sessions;
  }

  @Override
  public void run() {
    int failures = 0;
    while (stopped.getCount() > 0) {
      long begun = System.nanoTime();
      try {
        sessions.run(stopped);
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) { // an error too: a thread that is gone tells nobody
        boolean wasGood = System.nanoTime() - begun > GOOD_SESSION.toNanos();
        failures = wasGood ? 1 : failures + 1;
        if (!goesOnAfter(failures, e)) {
          return;
        }
      }
    }
  }

  /** Ends the thread as soon as what is in flight has come back, or has had some seconds. */
  void stop() {
    stopped.countDown();
  }

  /** Waits before the next session; false when there is to be none. */
  private boolean goesOnAfter(int failures, Throwable failure) {
    long pause = BACKOFF.apply(Math.min(failures, 10));
    log.warn(
        "Delivery to webhook {} is interrupted ({}: {}); it goes on in {} s from its last commit.",
        webhook,
        failure.getClass().getSimpleName(),
        failure.getMessage(),
        pause / 1_000);
    log.debug("Why delivery is interrupted", failure);
    try {
      return !stopped.await(pause, TimeUnit.MILLISECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
