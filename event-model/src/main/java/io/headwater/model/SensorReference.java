package io.headwater.model;

import org.jspecify.annotations.Nullable;

/**
 * What the plant knows about a sensor: the value of a record in the reference topic, whose key is
 * the sensor id.
 *
 * @param limits the sensor's own limits; null when it has none and the rules' limits hold
 */
public record SensorReference(
    @Nullable String site,
    @Nullable String line,
    @Nullable String machine,
    @Nullable String displayName,
    @Nullable String expectedUnit,
    @Nullable Limits limits) {

  /** An event of a sensor the plant knows nothing about carries this: nulls throughout. */
  public static final SensorReference UNKNOWN =
      new SensorReference(null, null, null, null, null, null);

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
