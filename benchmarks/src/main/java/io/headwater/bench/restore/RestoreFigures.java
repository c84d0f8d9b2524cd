package io.headwater.bench.restore;

import java.time.Duration;
import java.util.List;

/**
 * How long it took.
 *
 * @param startSeconds from the start of the process to the last look before state was read back
 * @param restoreSeconds from there until the stream ran
 * @param restored records that were read back until then
 */
record RestoreFigures(double startSeconds, double restoreSeconds, long restored) {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Of a whole restore.
   *
   * @param course from the start of the process to the first look that found the stream ready
   */
  static RestoreFigures of(List<RestoreLook> course) {
    RestoreLook end = course.get(course.size() - 1);
    Duration begin = Duration.ZERO;
    for (RestoreLook look : course) {
      if (look.hasBegun()) {
        break;
      }
      begin = look.at();
    }
    return new RestoreFigures(seconds(begin), seconds(end.at().minus(begin)), end.restored());
  }

  /** From the start of the process until the stream ran. */
  double totalSeconds() {
    return startSeconds + restoreSeconds;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }
}
