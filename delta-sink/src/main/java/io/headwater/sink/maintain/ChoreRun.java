package io.headwater.sink.maintain;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One turn of a chore: run by a background thread, watched and called off by the table's own. */
final class ChoreRun implements Runnable {

  private final ChoreTurns turns;
  private final CompletableFuture<Optional<Rewritten>> result = new CompletableFuture<>();
  private volatile boolean calledOff;

  ChoreRun(ChoreTurns turns) {
    this.turns = turns;
  }

  ChoreTurns turns() {
    return turns;
  }

  @Override
  public void run() {
    try {
      check();
      result.complete(turns.chore().work(this::check));
    } catch (Exception | Error e) {
      result.completeExceptionally(e); // told to the table's thread, which says what follows
    }
  }

  void callOff() {
    calledOff = true;
  }

  boolean isCalledOff() {
    return calledOff;
  }

  boolean isOver() {
    return result.isDone();
  }

  /** Waits; an interrupt ends the wait. */
  boolean isOverWithin(Duration patience) {
    try {
      result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | CancellationException failed) {
      return true; // a cancellation is not wrapped
    } catch (TimeoutException stillBusy) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * What the chore returned; to be asked once it is over.
   *
   * @throws IOException what it threw, if that was one, or anything else that has no better name
   */
  Optional<Rewritten> result() throws IOException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw e.getCause() instanceof IOException own ? own : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void check() {
    if (calledOff) {
      throw new CancellationException("called off");
    }
  }
}
