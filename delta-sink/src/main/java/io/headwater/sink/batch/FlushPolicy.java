package io.headwater.sink.batch;

import java.time.Duration;
import java.time.Instant;

/**
 * When a buffer becomes a commit: as soon as its oldest row has waited for {@code interval}, or it
 * holds {@code rows} rows or {@code bytes} bytes. An empty buffer never does.
 */
public record FlushPolicy(Duration interval, long rows, long bytes) {

  /** Whether {@code buffered} is to be flushed now. */
  public boolean isDue(Buffered buffered, Instant now) {
    return buffered.rows() >= rows
        || buffered.bytes() >= bytes
        || buffered.since().filter(since -> waitedLongEnough(since, now)).isPresent();
  }

  /** A clock that was set back must not hold rows for longer. */
  private boolean waitedLongEnough(Instant since, Instant now) {
    return now.isBefore(since) || !now.isBefore(since.plus(interval));
  }
}
