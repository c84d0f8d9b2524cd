package io.headwater.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alert: an episode of one rule on one sensor was opened or resolved. One record of
 * the alerts topic; one row of the table {@code alerts}.
 *
 * @param alertId the same after a replay, and the same for both changes of one episode
 * @param openedAt event time of the episode's first anomaly, microseconds since the epoch, UTC
 * @param changedAt event time of this change
 * @param peakValue the value farthest beyond the limit
 * @param anomalyCount anomalies of the episode so far
 */
public record Alert(
    String alertId,
    State state,
    long openedAt,
    long changedAt,
    String ruleId,
    int ruleVersion,
    AnomalyKind kind,
    Severity severity,
    String sensorId,
    String location,
    @Nullable Double firstValue,
    @Nullable Double lastValue,
    @Nullable Double peakValue,
    long anomalyCount) {

  /** Where an episode is. */
  public enum State {
    OPENED,
    RESOLVED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in topics and tables: lower case. */
    public String text() {
      return text;
    }

    /**
     * The state of that name in topics and tables.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static State ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
