package io.headwater.bench.soak;

import io.headwater.bench.load.ScheduledSender;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends a schedule on a thread of its own. */
final class BackgroundSender {

  private final CompletableFuture<Duration> behind = new CompletableFuture<>();

  private BackgroundSender() {}

  /**
   * Begins to send.
   *
   * @param start of the schedule by {@link System#nanoTime}
   */
  static BackgroundSender start(ScheduledSender sender, long start) {
    BackgroundSender background = new BackgroundSender();
    Thread thread =
        new Thread(
            () -> {
              try {
                background.behind.complete(sender.send(start, () -> {}));
              } catch (RuntimeException e) {
                background.behind.completeExceptionally(e);
              }
            },
            "soak-sender");
    thread.setDaemon(true);
    thread.start();
    return background;
  }

  /** Whether it has sent everything, or can send no more. */
  boolean hasEnded() {
    return behind.isDone();
  }

  /**
   * Waits until everything is sent.
   *
   * @return how far sending was behind the schedule at most
   * @throws RuntimeException what has ended it before
   */
  Duration await() {
    try {
      return behind.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
