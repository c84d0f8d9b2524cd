package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's latest alert, as far as storms go.
 *
 * @param severity when it was opened
 * @param state of the alert
 * @param number orders the openings as they came
 * @param rolledUpInto the storm that stands for it; null when it stands for itself
 */
record Opening(
    String alertId,
    long openedAt,
    Severity severity,
    Alert.State state,
    long number,
    @Nullable String rolledUpInto) {

  Opening resolved() {
    return new Opening(alertId, openedAt, severity, Alert.State.RESOLVED, number, rolledUpInto);
  }

  /** The change of this alert as it is to be written. */
  Alert mark(Alert change) {
    return rolledUpInto == null ? change : Alerts.rolledUp(change, rolledUpInto);
  }
}
