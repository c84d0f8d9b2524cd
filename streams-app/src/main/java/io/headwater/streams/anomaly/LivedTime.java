package io.headwater.streams.anomaly;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.time.Timed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The watermark less what is excused: of a step of more than a minute only a minute counts. Time in
 * which nobody could send, because we or the broker were away, shows as such a step, and a silence
 * is measured without it. Who drains a backlog, or waits at an idle partition, goes in small steps,
 * and all of it counts.
 *
 * <p>Steps are remembered until {@link #forgetSteps}: as long as that, times before a step are
 * converted by what had been excused then.
 *
 * <p>In microseconds. It never goes back. Not for several threads.
 */
final class LivedTime {

  static final long LONGEST_STEP = 60_000_000;

  /** Times before later steps than these are converted as if those were one with the last. */
  static final int MOST_STEPS = 256;

  private static final byte VERSION = 3;

  /** Without the latest sign of life. */
  private static final byte VERSION_1 = 1;

  /** Without steps. */
  private static final byte VERSION_2 = 2;

  private long watermark = Timed.NO_WATERMARK;
  private long excused;

  /** The latest sign of life there was, but no earlier than the watermark. */
  private long latest = Timed.NO_WATERMARK;

  /** Those of which some was excused, the earliest first. */
  private final List<Step> steps = new ArrayList<>();

  /**
   * A step of the watermark.
   *
   * @param from where it began
   * @param excused what had been excused by then
   */
  private record Step(long from, long excused) {

    /** What was lived when it began. */
    long lived() {
      return from - excused;
    }
  }

  /** The watermark is there now, if it was not before; one that is none changes nothing. */
  void advance(long to) {
    if (to <= watermark) {
      return;
    }
    if (hasBegun() && isExcusedUpTo(to)) {
      if (steps.size() < MOST_STEPS) {
        steps.add(new Step(watermark, excused));
      }
      excused += to - watermark - LONGEST_STEP;
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

  /** A time as it counts: of a step that is not forgotten, only the last minute does. */
  long ofWatermark(long time) {
    long lived = time - excused;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (time > step.from) {
        return Math.max(step.lived(), lived);
      }
      lived = time - step.excused;
    }
    return lived;
  }

  /** When the watermark was, or will be, so far, as far as is known by now. */
  long toWatermark(long lived) {
    for (Step step : steps) {
      if (lived <= step.lived()) {
        return lived + step.excused;
      }
    }
    return lived + excused;
  }

  /** Nobody asks for times before the watermark any more: they count as if they were near it. */
  void forgetSteps() {
    steps.clear();
  }

  byte[] encode() {
    int length = Byte.BYTES + 3 * Long.BYTES + Integer.BYTES + steps.size() * 2 * Long.BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(length)
            .put(VERSION)
            .putLong(watermark)
            .putLong(excused)
            .putLong(latest)
            .putInt(steps.size());
    for (Step step : steps) {
      out.putLong(step.from).putLong(step.excused);
    }
    return out.array();
  }

  static LivedTime decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION_1 && version != VERSION_2) {
      FormatVersion.require(VERSION, version, "times of silences");
    }
    LivedTime time = new LivedTime();
    time.watermark = in.getLong();
    time.excused = in.getLong();
    time.latest = version == VERSION_1 ? time.watermark : in.getLong();
    if (version == VERSION) {
      for (int left = in.getInt(); left > 0; left--) {
        time.steps.add(new Step(in.getLong(), in.getLong()));
      }
    }
    return time;
  }
}
