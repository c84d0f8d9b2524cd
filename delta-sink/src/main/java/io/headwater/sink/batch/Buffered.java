package io.headwater.sink.batch;

import java.time.Instant;
import java.util.Optional;

/**
 * How much of a table waits for its commit.
 *
 * @param bytes of heap, by estimate
 * @param since when the oldest of it was read; empty when nothing waits
 * @param oldestRecord the record timestamp of the oldest of it, as far as partitions are in the
 *     order of their timestamps; empty when no row waits
 */
public record Buffered(
    long rows, long bytes, Optional<Instant> since, Optional<Instant> oldestRecord) {

  /** Nothing. */
  public static final Buffered NOTHING = new Buffered(0, 0, Optional.empty(), Optional.empty());
}
