package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's latest alert, as far as storms go.
 *
 * @param openedAt event time
 * @param joinedAt event time of the sensor's first alert in the storm; as openedAt outside one
 * @param severity when it was opened
 * @param state of the alert
 * @param number orders the openings as their sensors came
 * @param cameAt when it came here, in milliseconds since the epoch by the wall clock
 * @param rolledUpInto the storm that stands for it; null when it stands for itself
 */
record Opening(
    String alertId,
    long openedAt,
    long joinedAt,
    Severity severity,
    Alert.State state,
    long number,
    long cameAt,
    @Nullable String rolledUpInto) {

  /** Of an alert that stands for itself. */
  static Opening of(Alert change, long number, long cameAt) {
    return new Opening(
        change.alertId(),
        change.openedAt(),
        change.openedAt(),
        change.severity(),
        change.state(),
        number,
        cameAt,
        null);
  }

  /** The same in a storm that stands for it. */
  Opening rolledUp(String into) {
    return new Opening(alertId, openedAt, joinedAt, severity, state, number, cameAt, into);
  }

  /** The same of a sensor that had an alert in the storm before. */
  Opening after(Opening earlier) {
    return new Opening(
        alertId, openedAt, earlier.joinedAt, severity, state, earlier.number, cameAt, rolledUpInto);
  }

  Opening resolved() {
    return new Opening(
        alertId, openedAt, joinedAt, severity, Alert.State.RESOLVED, number, cameAt, rolledUpInto);
  }

  boolean isOpen() {
    return state == Alert.State.OPENED;
  }

  /** The change of this alert as it is to be written. */
  Alert mark(Alert change) {
    return rolledUpInto == null ? change : Alerts.rolledUp(change, rolledUpInto);
  }
}
