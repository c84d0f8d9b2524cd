package io.headwater.model;

import org.jspecify.annotations.Nullable;

/**
 * A sensor's reading that passed validation.
 *
 * @param sensorId 1 to 128 characters, no control characters
 * @param deviceType 1 to 64 characters
 * @param eventTime when the device took the reading, microseconds since the epoch, UTC
 * @param value finite, magnitude at most 1e100
 * @param unit the unit as the device spelt it; null when the device sent none
 * @param location 1 to 128 characters
 * @param status as the device spelt it; {@code normal} when the device sent none
 * @param attributes every other field of the payload, as the text of one JSON object; null when
 *     there was none
 */
public record SensorEvent(
    String sensorId,
    String deviceType,
    long eventTime,
    double value,
    @Nullable String unit,
    String location,
    String status,
    @Nullable String attributes) {

  /** The status of a reading whose device sent none. */
  public static final String DEFAULT_STATUS = "normal";
}
