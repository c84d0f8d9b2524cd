package io.headwater.streams.anomaly;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.time.Timed;
import java.nio.ByteBuffer;

/**
 * The watermark less what is excused: of a step of more than a minute only a minute counts. Time in
 * which nobody could send, because we or the broker were away, shows as such a step, and a silence
 * is measured without it. Who drains a backlog, or waits at an idle partition, goes in small steps,
 * and all of it counts.
 *
 * <p>In microseconds. It never goes back. Not for several threads.
 */
final class LivedTime {

  static final long LONGEST_STEP = 60_000_000;

  private static final byte VERSION = 2;

  /** Without the latest sign of life. */
  private static final byte VERSION_1 = 1;

  private long watermark = Timed.NO_WATERMARK;
  private long excused;

  /** The latest sign of life there was, but no earlier than the watermark. */
  private long latest = Timed.NO_WATERMARK;

  /** The watermark is there now, if it was not before; one that is none changes nothing. */
  void advance(long to) {
    if (to <= watermark) {
      return;
    }
    if (watermark != Timed.NO_WATERMARK) {
      excused += Math.max(0, to - watermark - LONGEST_STEP);
    }
    watermark = to;
    latest = Math.max(latest, to);
  }

  /**
   * A sign of life, which is far ahead of the watermark where that waits for the slowest of several
   * partitions.
   *
   * @return how it counts, as far as is known by now: what is excused on the way there is not
   */
  long seen(long at) {
    latest = Math.max(latest, at);
    return ofWatermark(at);
  }

  /** No sign of life counts as later than this, whatever it was thought to count when it came. */
  long latest() {
    return ofWatermark(latest);
  }

  /** Whether it is so far away that some of the time until then will be excused. */
  boolean isExcusedUpTo(long to) {
    return to > watermark + LONGEST_STEP;
  }

  boolean hasBegun() {
    return watermark != Timed.NO_WATERMARK;
  }

  long watermark() {
    return watermark;
  }

  /** How much was lived when it is as late as now. */
  long now() {
    return ofWatermark(watermark);
  }

  /** A time near the watermark, or before it, as it counts. */
  long ofWatermark(long time) {
    return time - excused;
  }

  /** When the watermark was, or will be, so far, as far as is known by now. */
  long toWatermark(long lived) {
    return lived + excused;
  }

  byte[] encode() {
    return ByteBuffer.allocate(Byte.BYTES + 3 * Long.BYTES)
        .put(VERSION)
        .putLong(watermark)
        .putLong(excused)
        .putLong(latest)
        .array();
  }

  static LivedTime decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION_1) {
      FormatVersion.require(VERSION, version, "times of silences");
    }
    LivedTime time = new LivedTime();
    time.watermark = in.getLong();
    time.excused = in.getLong();
    time.latest = version == VERSION_1 ? time.watermark : in.getLong();
    return time;
  }
}
