package io.headwater.streams.oracle;

import io.headwater.model.SensorEvent;
import java.time.Duration;

/** What an input partition goes through, in this order. */
sealed interface Input {

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
   * The broker has confirmed that there is nothing more to read, and for so long after the
   * partition fell idle confirms it on.
   */
  record Quiet(Duration time) implements Input {}
}
