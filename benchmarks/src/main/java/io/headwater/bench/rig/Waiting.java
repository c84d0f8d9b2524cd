package io.headwater.bench.rig;

import io.headwater.quickstart.cli.CommandFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what other processes do. */
public final class Waiting {

  private Waiting() {}

  /**
   * Pauses the calling thread.
   *
   * @throws CommandFailure when it was interrupted
   */
  public static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new CommandFailure("The benchmark was interrupted.", null);
    }
  }

  /** When something that begins now has taken too long. */
  public static Deadline deadline(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos());
  }

  /** A moment by {@link System#nanoTime}. */
  public record Deadline(long nanos) {

    public boolean hasPassed() {
      return System.nanoTime() - nanos > 0;
    }
  }
}
