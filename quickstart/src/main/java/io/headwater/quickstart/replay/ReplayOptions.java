package io.headwater.quickstart.replay;

import java.util.OptionalDouble;

/**
 * As what to play a series.
 *
 * @param times which event times its events carry
 * @param speedUp recorded seconds played in a second; empty: as fast as they can be sent, unless
 *     the events carry times of now, which are played as fast as they were recorded
 */
public record ReplayOptions(
    String sensorId,
    String deviceType,
    String unit,
    String location,
    Times times,
    OptionalDouble speedUp) {

  /** Which event times a replay's events carry. */
  public enum Times {
    /** Those of the recording. */
    RECORDED,
    /** The moments at which they are played, beginning now. */
    NOW
  }

  public ReplayOptions {
    if (speedUp.isPresent() && !(speedUp.getAsDouble() > 0 && speedUp.getAsDouble() <= 1e9)) {
      throw new IllegalArgumentException(
          "--speed-up is %s, and must be above 0 and at most a billion"
              .formatted(speedUp.getAsDouble()));
    }
  }

  /** Whether the records are sent at a pace, not all at once. */
  boolean isPaced() {
    return speedUp.isPresent() || times == Times.NOW;
  }
}
