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

  private static final byte VERSION = 1;

  private long watermark = Timed.NO_WATERMARK;
  private long excused;

  /** The watermark is there now, if it was not before; one that is none changes nothing. */
  void advance(long to) {
    if (to <= watermark) {
      return;
    }
    if (watermark != Timed.NO_WATERMARK) {
      excused += Math.max(0, to - watermark - LONGEST_STEP);
    }
    watermark = to;
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

  /** A time near the watermark, or after it, as it counts. */
  long ofWatermark(long time) {
    return time - excused;
  }

  /** When the watermark was, or will be, so far, as far as is known by now. */
  long toWatermark(long lived) {
    return lived + excused;
  }

  byte[] encode() {
    return ByteBuffer.allocate(Byte.BYTES + 2 * Long.BYTES)
        .put(VERSION)
        .putLong(watermark)
        .putLong(excused)
        .array();
  }

  static LivedTime decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "times of silences");
    LivedTime time = new LivedTime();
    time.watermark = in.getLong();
    time.excused = in.getLong();
    return time;
  }
}
