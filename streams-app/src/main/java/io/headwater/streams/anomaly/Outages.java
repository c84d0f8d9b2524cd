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
 * <p>A partition whose events are few may look like that between any two of them, while the broker
 * does not say that there are no others. Waiting comes to an end there too: no more than {@link
 * #MOST_IN_A_ROW} minutes are waited for before what is due is told.
 *
 * <p>What it knows is kept: who dies in an outage, or is started at its end, knows of it too.
 *
 * <p>Times are of the wall clock, in milliseconds. Not for several threads.
 */
final class Outages {

  /** Those who send try again after seconds, and after tens of seconds when they failed often. */
  static final Duration TIME_TO_SEND = Duration.ofMinutes(1);

  /** Two, as a broker that comes back may go away once more before all is told. */
  static final int MOST_IN_A_ROW = 2;

  private static final Bytes KEY = KeyWriter.key(DetectionStore.OUTAGES).toKey();
  private static final byte VERSION = 2;

  /** Without the minutes in a row. */
  private static final byte VERSION_1 = 1;

  private static final long NEVER = Long.MIN_VALUE;

  private final long longestPause;
  private final DetectionStore store;

  private long heard = NEVER;
  private long ended = NEVER;

  /** The minutes that began since what was due was last told. */
  private int inARow;

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
      byte version = in.get();
      if (version != VERSION_1) {
        FormatVersion.require(VERSION, version, "outages");
      }
      heard = in.getLong();
      ended = in.getLong();
      inARow = version == VERSION_1 ? 0 : in.getInt();
    }
  }

  /** Something came, an event or the news that there is none. */
  void heard(long now) {
    if (heard != NEVER && now - heard > longestPause && inARow < MOST_IN_A_ROW) {
      ended = now;
      inARow++;
    }
    heard = now;
    saved = false;
  }

  /** Whether the last outage is so short ago that what was kept in it may be yet to come. */
  boolean isJustOver() {
    // a clock that was set back is no reason to wait for what it said before
    return ended != NEVER && heard >= ended && heard - ended < TIME_TO_SEND.toMillis();
  }

  /** All that was due is told, after the last outage too. */
  void allTold() {
    if (inARow != 0) {
      inARow = 0;
      saved = false;
    }
  }

  /** Writes what has changed. */
  void save() {
    if (!saved) {
      store.put(
          KEY,
          ByteBuffer.allocate(Byte.BYTES + 2 * Long.BYTES + Integer.BYTES)
              .put(VERSION)
              .putLong(heard)
              .putLong(ended)
              .putInt(inARow)
              .array());
      saved = true;
    }
  }
}
