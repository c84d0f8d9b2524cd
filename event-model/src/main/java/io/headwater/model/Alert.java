package io.headwater.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alert: an episode of one rule on one sensor was opened or resolved; or, by
 * location, a storm of such episodes of one rule on many sensors of one location. One record of the
 * alerts topic; one row of the table {@code alerts}.
 *
 * @param alertId the same after a replay, and the same for both changes of one episode
 * @param openedAt event time of the episode's first anomaly, microseconds since the epoch, UTC
 * @param changedAt event time of this change
 * @param sensorId null by location
 * @param deviceType of the sensor at the first anomaly; by location, of the sensor whose alert made
 *     it a storm
 * @param location of the sensor at the first anomaly
 * @param unit of the values, as the first anomaly has it
 * @param peakValue the value farthest beyond the limit
 * @param anomalyCount anomalies of the episode so far; by location, alerts of the storm so far
 * @param sensors by location: the sensors of the storm so far, in the order in which they joined,
 *     the first {@link #MOST_SENSORS} of them; by sensor: empty
 * @param sensorCount how many sensors there are so far; 1 by sensor
 * @param rolledUpInto id of the location's alert that stands for this one; null when this one
 *     stands for itself
 * @param message one sentence for an operator
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
    @Nullable String sensorId,
    String deviceType,
    String location,
    @Nullable String unit,
    @Nullable Double firstValue,
    @Nullable Double lastValue,
    @Nullable Double peakValue,
    long anomalyCount,
    List<String> sensors,
    long sensorCount,
    @Nullable String rolledUpInto,
    String message) {

  /** A location's alert names no more sensors than that: a record must stay well below 1 MB. */
  public static final int MOST_SENSORS = 1_000;

  public Alert {
    sensors = List.copyOf(sensors);
  }

  /** What the alert is about. */
  public Scope scope() {
    return sensorId == null ? Scope.LOCATION : Scope.SENSOR;
  }

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
