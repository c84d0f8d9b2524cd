package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.DetectionRule;

/** A sensor that has sent before and sends nothing; {@link Silences} looks for it. */
record MissingData(NamedRule named, DetectionRule.MissingData check) implements Rule {

  private static final double MICROS = 1e6;

  /**
   * What is told of a silence. It is named after the event it began with, so that a silence is told
   * once, however often it is found.
   *
   * @param at microseconds since the epoch
   */
  Anomaly anomaly(String sensorId, Life life, long at) {
    return new Anomaly(
        Anomalies.id(named, life.origin()),
        named.id(),
        named.version(),
        check.kind(),
        check.severity(),
        sensorId,
        life.deviceType(),
        life.location(),
        at,
        null,
        null,
        null,
        null,
        "The sensor has sent nothing for %s s.".formatted(Finding.plain(check.after() / MICROS)),
        life.origin());
  }
}
