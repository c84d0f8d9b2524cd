package io.headwater.model;

import org.jspecify.annotations.Nullable;

/**
 * A closed window: final, emitted once. One record of the aggregates topic; one row of the table
 * {@code aggregates}.
 *
 * @param windowType the name of the {@link WindowSpec}: {@code 1m}, {@code 5m}, {@code 1h} or
 *     {@code session}
 * @param sensorId null by location
 * @param unit null for a series whose events carry none
 * @param windowStart inclusive, microseconds since the epoch, UTC
 * @param windowEnd exclusive
 * @param summary of the values of the window's events, never empty
 * @param anomalyCount anomalies found in the window's events
 * @param sensorCount distinct sensors that contributed, exact; 1 by sensor
 */
public record WindowAggregate(
    Scope scope,
    String windowType,
    @Nullable String sensorId,
    String location,
    String deviceType,
    @Nullable String unit,
    long windowStart,
    long windowEnd,
    Summary summary,
    long firstEventTime,
    long lastEventTime,
    long anomalyCount,
    long sensorCount,
    CloseReason closeReason) {}
