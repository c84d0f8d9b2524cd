package io.headwater.streams.delivery;

import io.headwater.model.Alert;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EventTime;
import io.headwater.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts about presses that are too hot. */
public final class Alerts {

  private static final long FIRST = EventTime.parse("2026-03-02T07:00:00Z").orElseThrow();
  private static final long MINUTE = 60_000_000;

  private Alerts() {}

  /**
   * A sensor's changes, in order: each even one is the opening of an alert, each odd one its end.
   */
  public static Alert change(String sensor, int number) {
    return change(sensor, number, Severity.HIGH);
  }

  /** The change of that number, of an alert that is as bad as that by then. */
  static Alert change(String sensor, int number, Severity severity) {
    long opened = FIRST + number / 2 * MINUTE;
    Alert.State state = number % 2 == 0 ? Alert.State.OPENED : Alert.State.RESOLVED;
    return alert(
        "threshold:" + sensor + ":" + EventTime.format(opened), state, severity, sensor, null);
  }

  /** The opening of an alert that {@code storm} stands for. */
  public static Alert rolledUp(String sensor, String storm) {
    return alert(
        "threshold:" + sensor + ":rolled-up", Alert.State.OPENED, Severity.HIGH, sensor, storm);
  }

  private static Alert alert(
      String id,
      Alert.State state,
      Severity severity,
      String sensor,
      @Nullable String rolledUpInto) {
    return new Alert(
        id,
        state,
        FIRST,
        FIRST,
        "threshold",
        0,
        AnomalyKind.THRESHOLD,
        severity,
        sensor,
        "temperature",
        "hall-3",
        "fahrenheit",
        101.3,
        101.3,
        101.3,
        1,
        List.of(),
        1,
        rolledUpInto,
        "The value 101.3 °F is above the limit of 100.0 °F.");
  }
}
