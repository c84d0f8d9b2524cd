package io.headwater.model;

import io.headwater.model.SensorReference.Limits;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that events are held against: the value of a record in the rules topic, whose key is the
 * rule's id.
 *
 * @param version counts up with each change of the rule, from 1; anomalies name it
 * @param enabled false: the rule finds nothing; that is how a built-in rule is switched off
 * @param subject what the rule is about
 * @param check what it looks for
 */
public record DetectionRule(int version, boolean enabled, Subject subject, Check check) {

  /**
   * @throws IllegalArgumentException when the version is not positive
   */
  public DetectionRule {
    require(version >= 1, "version", "must be at least 1, but is " + version);
  }

  /**
   * Whose events a rule is about; what is null is not asked for. Of the rules of one kind that are
   * about an event, only the most specific ones hold: a sensor is more specific than a location,
   * that more than a device type, and that more than all.
   *
   * @param deviceType compared as it is spelt
   */
  public record Subject(
      @Nullable String deviceType, @Nullable String location, @Nullable String sensorId) {

    /** Everything. */
    public static final Subject ALL = new Subject(null, null, null);

    /** The more a subject asks for, the greater. */
    public int specificity() {
      return (sensorId == null ? 0 : 4) + (location == null ? 0 : 2) + (deviceType == null ? 0 : 1);
    }

    /** Whether the rule is about such a sensor. */
    public boolean covers(String ofDeviceType, String ofLocation, String ofSensorId) {
      return (deviceType == null || deviceType.equals(ofDeviceType))
          && (location == null || location.equals(ofLocation))
          && (sensorId == null || sensorId.equals(ofSensorId));
    }
  }

  /** What a rule looks for; its constructor refuses values that make no sense. */
  public sealed interface Check permits Threshold, Spike, Status, MissingData, Adaptive {

    /** The name of this kind of rule. */
    AnomalyKind kind();
  }

  /** A value strictly above or strictly below its limits; at least one of them is there. */
  public record Threshold(Limits limits, Severity severity) implements Check {

    /**
     * @throws IllegalArgumentException when there is no limit, or low is above high
     */
    public Threshold {
      Double low = limits.low();
      Double high = limits.high();
      require(low != null || high != null, "low", "or high must be given");
      requireInRange("low", low);
      requireInRange("high", high);
      require(
          low == null || high == null || low <= high,
          "low",
          "is " + low + ", which is above high " + high);
    }

    @Override
    public AnomalyKind kind() {
      return AnomalyKind.THRESHOLD;
    }
  }

  /**
   * A value that rose by more than a share of the lowest value shortly before.
   *
   * @param risePercent by how much it may rise at most, in percent of a base above 0
   * @param floor a rise smaller than that, in the event's unit, is none; at least 0
   * @param within how far back the lowest value is looked for, in microseconds of event time
   */
  public record Spike(double risePercent, double floor, long within, Severity severity)
      implements Check {

    /**
     * @throws IllegalArgumentException when a number is out of range
     */
    public Spike {
      requireBetween("rise_percent", risePercent, 0.001, 1e9);
      requireBetween("floor", floor, 0, 1e100);
      requireSeconds("within_seconds", within, 1, 3_600);
    }

    @Override
    public AnomalyKind kind() {
      return AnomalyKind.SPIKE;
    }
  }

  /**
   * A device that says itself that something is wrong.
   *
   * @param statuses which statuses are anomalies, in lower case, and how bad each is
   */
  public record Status(Map<String, Severity> statuses) implements Check {

    /**
     * @throws IllegalArgumentException when there is no status
     */
    public Status {
      require(!statuses.isEmpty(), "statuses", "must name at least one status");
      statuses = Collections.unmodifiableMap(new TreeMap<>(statuses));
    }

    @Override
    public AnomalyKind kind() {
      return AnomalyKind.STATUS;
    }
  }

  /**
   * A sensor that has sent before and sends nothing.
   *
   * @param after that long a silence is an anomaly, in microseconds
   */
  public record MissingData(long after, Severity severity) implements Check {

    /**
     * @throws IllegalArgumentException when the silence is shorter than 5 seconds or longer than 30
     *     days
     */
    public MissingData {
      requireSeconds("after_seconds", after, 5, 30 * 86_400);
    }

    @Override
    public AnomalyKind kind() {
      return AnomalyKind.MISSING_DATA;
    }
  }

  /**
   * A value far off what the sensor itself has been sending.
   *
   * @param scoreLimit more standard deviations off than that is an anomaly
   * @param floor a value no further off than that, in the event's unit, is none; at least 0
   * @param halfLife after that long a value counts half, in microseconds of event time
   * @param warmUp for that long a new sensor is only learnt from, in microseconds of event time
   * @param season length of what repeats itself, in microseconds: a day; null: nothing does
   */
  public record Adaptive(
      double scoreLimit,
      double floor,
      long halfLife,
      long warmUp,
      @Nullable Long season,
      Severity severity)
      implements Check {

    /**
     * @throws IllegalArgumentException when a number is out of range
     */
    public Adaptive {
      requireBetween("score_limit", scoreLimit, 1, 1_000);
      requireBetween("floor", floor, 0, 1e100);
      requireSeconds("half_life_seconds", halfLife, 1, 365 * 86_400);
      requireSeconds("warm_up_seconds", warmUp, 0, 365 * 86_400);
      if (season != null) {
        requireSeconds("season_seconds", season, 60, 365 * 86_400);
      }
    }

    @Override
    public AnomalyKind kind() {
      return AnomalyKind.ADAPTIVE;
    }
  }

  private static void requireInRange(String field, @Nullable Double value) {
    if (value != null) {
      requireBetween(field, value, -1e100, 1e100);
    }
  }

  private static void requireSeconds(String field, long micros, int least, int most) {
    requireBetween(field, micros / 1e6, least, most);
  }

  private static void requireBetween(String field, double value, double least, double most) {
    require(
        value >= least && value <= most,
        field,
        "must be from %s to %s, but is %s".formatted(text(least), text(most), text(value)));
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static void require(boolean met, String field, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException("field " + field + " " + otherwise);
    }
  }
}
