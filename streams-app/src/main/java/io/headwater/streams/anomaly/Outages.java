package io.headwater.streams.anomaly;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyWriter;
import io.headwater.streams.time.Timed;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Outages that show in that nothing at all came for longer than is possible while the broker
 * answers. At the end of one, those who could not send do so one after the other, and who comes
 * first moves time over what the others have yet to send: for a moment, nothing says of these that
 * they were silent.
 *
 * <p>What it knows is kept: who dies in an outage, or is started at its end, knows of it too.
 *
 * <p>Times are of the wall clock, in milliseconds. Not for several threads.
 */
final class Outages {

  /** Those who send try again after seconds, and after tens of seconds when they failed often. */
  static final Duration TIME_TO_SEND = Duration.ofMinutes(1);

  private static final Bytes KEY = KeyWriter.key(DetectionStore.OUTAGES).toKey();
  private static final byte VERSION = 1;
  private static final long NEVER = Long.MIN_VALUE;

  private final long longestPause;
  private final DetectionStore store;

  private long heard = NEVER;
  private long ended = NEVER;
  private boolean saved = true;

  /**
   * @param idleTimeout after which a partition counts as idle
   */
  Outages(Duration idleTimeout, DetectionStore store) {
    this.longestPause = Timed.longestPause(idleTimeout).toMillis();
    this.store = store;
    byte @Nullable [] stored = store.get(KEY);
    if (stored != null) {
      ByteBuffer in = ByteBuffer.wrap(stored);
      FormatVersion.require(VERSION, in.get(), "outages");
      heard = in.getLong();
      ended = in.getLong();
    }
  }

  /** Something came, an event or the news that there is none. */
  void heard(long now) {
    if (heard != NEVER && now - heard > longestPause) {
      ended = now;
    }
    heard = now;
    saved = false;
  }

  /** Whether the last outage is so short ago that what was kept in it may be yet to come. */
  boolean isJustOver() {
    // a clock that was set back is no reason to wait for what it said before
    return ended != NEVER && heard >= ended && heard - ended < TIME_TO_SEND.toMillis();
  }

  /** Writes what has changed. */
  void save() {
    if (!saved) {
      store.put(
          KEY,
          ByteBuffer.allocate(Byte.BYTES + 2 * Long.BYTES)
              .put(VERSION)
              .putLong(heard)
              .putLong(ended)
              .array());
      saved = true;
    }
  }
}
