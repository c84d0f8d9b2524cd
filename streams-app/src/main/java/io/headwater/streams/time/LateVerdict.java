package io.headwater.streams.time;

/** Whether an event is late; which stage knows depends on how the input is keyed. */
@FunctionalInterface
interface LateVerdict {

  /**
   * The verdict on an event; asked once for each.
   *
   * @param judgedBy the watermark that judges it
   */
  boolean isLate(long eventTime, long judgedBy);

  /** Late is what misses the first of its windows to end, and is counted. */
  static LateVerdict counted(EarliestWindow windows, TimeMetrics metrics) {
    return (eventTime, judgedBy) -> {
      boolean late = windows.isLate(eventTime, judgedBy);
      if (late) {
        metrics.late();
      }
      return late;
    };
  }

  /** A later stage has the verdict. */
  static LateVerdict deferred() {
    return (eventTime, judgedBy) -> false;
  }
}
