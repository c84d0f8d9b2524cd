package io.headwater.streams.time;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.headwater.model.WindowSpec;
import io.headwater.model.WindowSpec.Sliding;
import io.headwater.model.WindowSpec.Tumbling;
import java.util.List;

/**
 * Of an event's aligned windows the one that ends first: an event that misses it is late, though it
 * may still count in others. Sessions do not matter here, each event makes its own.
 */
final class EarliestWindow {

  /** Windows of a spec end every so many microseconds. */
  private final long[] steps;

  EarliestWindow(List<WindowSpec> aligned) {
    this.steps = aligned.stream().mapToLong(EarliestWindow::step).distinct().toArray();
  }

  /**
   * The end of that window, in microseconds since the epoch; it is after {@code eventTime}. The
   * largest number there is when there are no aligned windows.
   */
  long earliestEndAfter(long eventTime) {
    long earliest = Long.MAX_VALUE;
    for (long step : steps) {
      earliest = Math.min(earliest, (Math.floorDiv(eventTime, step) + 1) * step);
    }
    return earliest;
  }

  /**
   * Whether an event misses that window.
   *
   * @param judgedBy the watermark that judges it
   */
  boolean isLate(long eventTime, long judgedBy) {
    return judgedBy >= earliestEndAfter(eventTime);
  }

  private static long step(WindowSpec spec) {
    if (spec instanceof Tumbling tumbling) {
      return MICROSECONDS.convert(tumbling.size());
    }
    if (spec instanceof Sliding sliding) {
      return MICROSECONDS.convert(sliding.slide());
    }
    throw new IllegalArgumentException(spec.name() + " windows are not aligned");
  }
}
