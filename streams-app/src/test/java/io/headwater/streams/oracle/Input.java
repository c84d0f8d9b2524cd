package io.headwater.streams.oracle;

import io.headwater.model.SensorEvent;
import java.time.Duration;

/** What an input partition goes through, in this order. */
sealed interface Input extends Action {

  /**
   * An event is read.
   *
   * @param offset its place in the partition
   * @param recordMillis the timestamp of its record
   * @param anomalies how many rules it breaks
   */
  record Reading(long offset, SensorEvent event, long recordMillis, int anomalies)
      implements Input {

    long time() {
      return event.eventTime();
    }
  }

  /**
   * The partition is idle, and for so long after it fell idle the broker confirms that there is
   * nothing more to read.
   */
  record Quiet(Duration time) implements Input {}
}
