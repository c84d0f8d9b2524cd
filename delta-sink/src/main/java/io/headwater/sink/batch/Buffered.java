package io.headwater.sink.batch;

import java.time.Instant;
import java.util.Optional;

/**
 * How much of a table waits for its commit.
 *
 * @param bytes of heap, by estimate
 * @param since when the oldest of it was read; empty when nothing waits
 */
public record Buffered(long rows, long bytes, Optional<Instant> since) {

  /** Nothing. */
  public static final Buffered NOTHING = new Buffered(0, 0, Optional.empty());
}
