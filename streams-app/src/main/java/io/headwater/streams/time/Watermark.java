package io.headwater.streams.time;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;

/**
 * The watermark of one input partition: the highest {@code min(event time, record timestamp, wall
 * clock)} of its events, less the delay. It never goes back.
 *
 * <p>The minimum is there because one device with a fast clock must not close the windows of all
 * the others. Not for several threads.
 */
public final class Watermark {

  /** A partition that never had an event has no watermark: nothing is late, nothing closes. */
  public static final long NONE = Timed.NO_WATERMARK;

  private final long delay;
  private long current;

  /**
   * @param saved where it stood, {@link #NONE} for a partition without a past
   */
  public Watermark(Duration delay, long saved) {
    this.delay = MICROSECONDS.convert(delay);
    this.current = saved;
  }

  /** Microseconds since the epoch, or {@link #NONE}. */
  public long current() {
    return current;
  }

  /**
   * Takes an event into account.
   *
   * @param eventTime in microseconds since the epoch
   * @param recordMillis the record's timestamp, as Kafka has it
   */
  public void observe(long eventTime, long recordMillis, long wallClockMillis) {
    // toMicros saturates: a timestamp beyond all reason is no clamp, and no overflow either
    long upTo = MILLISECONDS.toMicros(Math.min(recordMillis, wallClockMillis));
    current = Math.max(current, Math.min(eventTime, upTo) - delay);
  }

  /** Moves on by {@code time} without an event; without a watermark there is nothing to move. */
  public void moveOn(Duration time) {
    if (current != NONE) {
      current += MICROSECONDS.convert(time);
    }
  }
}
