package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.Severity;

/** Alerts made of alerts. */
final class Alerts {

  private Alerts() {}

  /** The change, with the name of the alert that stands for it. */
  static Alert rolledUp(Alert change, String into) {
    return new Alert(
        change.alertId(),
        change.state(),
        change.openedAt(),
        change.changedAt(),
        change.ruleId(),
        change.ruleVersion(),
        change.kind(),
        change.severity(),
        change.sensorId(),
        change.deviceType(),
        change.location(),
        change.unit(),
        change.firstValue(),
        change.lastValue(),
        change.peakValue(),
        change.anomalyCount(),
        change.sensors(),
        change.sensorCount(),
        into,
        change.message());
  }

  static Severity worst(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
