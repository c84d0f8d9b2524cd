package io.headwater.model;

import org.jspecify.annotations.Nullable;

/**
 * What the plant knows about a sensor: the value of a record in the reference topic, whose key is
 * the sensor id. A record whose key is {@link #OF_LOCATION} and a location mutes all of that
 * location's sensors; nothing else in it counts.
 *
 * @param limits the sensor's own limits; null when it has none and the rules' limits hold
 * @param mutedUntil maintenance: before this time, in microseconds since the epoch, no alert is
 *     opened and no silence reported; null: it is not muted
 */
public record SensorReference(
    @Nullable String site,
    @Nullable String line,
    @Nullable String machine,
    @Nullable String displayName,
    @Nullable String expectedUnit,
    @Nullable Limits limits,
    @Nullable Long mutedUntil) {

  /** What the key of a location's record begins with. */
  public static final String OF_LOCATION = "location:";

  /** An event of a sensor the plant knows nothing about carries this: nulls throughout. */
  public static final SensorReference UNKNOWN =
      new SensorReference(null, null, null, null, null, null, null);

  /**
   * Limits of one sensor; a value strictly above {@code high} or strictly below {@code low} is an
   * anomaly.
   *
   * @param low null: no lower limit
   * @param high null: no upper limit
   * @param unit the unit both are given in; null: the unit of the events as they come
   */
  public record Limits(@Nullable Double low, @Nullable Double high, @Nullable String unit) {}
}
