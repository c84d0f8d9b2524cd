package io.headwater.streams.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that the broker's trouble has ended, after a pause, or stops the stream.
 * Called by the thread that ends, and so may hold it.
 */
final class ThreadFailureHandler implements StreamsUncaughtExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ThreadFailureHandler.class);

  private final StreamStatus status;
  private final Backoff backoff;
  private final StreamMeters meters;
  private final CountDownLatch closing = new CountDownLatch(1);

  ThreadFailureHandler(StreamStatus status, Backoff backoff, StreamMeters meters) {
    this.status = status;
    this.backoff = backoff;
    this.meters = meters;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    FailurePolicy.Reaction reaction = FailurePolicy.reactTo(failure);
    if (reaction instanceof FailurePolicy.Replace replace) {
      meters.threadReplaced();
      return awaitReplacement(replace);
    }
    if (reaction instanceof FailurePolicy.Stop stop) {
      log.error("A stream thread has ended", failure);
      status.become(new StreamState.Dead(stop.sentence()));
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Lets no thread wait any longer. */
  void close() {
    closing.countDown();
  }

  private StreamThreadExceptionResponse awaitReplacement(FailurePolicy.Replace replace) {
    Duration pause;
    synchronized (backoff) {
      pause = backoff.next();
    }
    log.warn(
        "A stream thread has ended ({}); another one takes over in {} s, from the last commit.",
        replace.reason(),
        pause.toSeconds());
    try {
      boolean stopped = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      return stopped
          ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
          : StreamThreadExceptionResponse.REPLACE_THREAD;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
  }
}
