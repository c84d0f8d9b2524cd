package io.headwater.streams.oracle;

import io.headwater.streams.oracle.Action.Hear;
import io.headwater.streams.oracle.Input.Quiet;
import io.headwater.streams.oracle.Input.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What happens to one task of the stream. In words that a report can be read in. */
record Step(Part part, int task, Action action) {

  /** Before or after the windows by sensor are sent on by location. */
  enum Part {
    SENSORS,
    LOCATIONS
  }

  @Override
  public String toString() {
    return "\n  " + part + "-" + task + " " + words();
  }

  private String words() {
    if (action instanceof Reading reading) {
      return words(reading);
    }
    if (action instanceof Quiet quiet) {
      return "is quiet for " + quiet.time();
    }
    if (action instanceof Hear hear) {
      return "hears " + hear.most() + " of " + hear.partition();
    }
    return action.toString();
  }

  private static String words(Reading reading) {
    var event = reading.event();
    return "reads #%d %s at %s: %s %s, %s in %s, record of %s, %d anomalies"
        .formatted(
            reading.offset(),
            event.sensorId(),
            Instant.EPOCH.plus(event.eventTime(), ChronoUnit.MICROS),
            event.value(),
            event.unit(),
            event.deviceType(),
            event.location(),
            Instant.ofEpochMilli(reading.recordMillis()),
            reading.anomalies());
  }
}
