package io.headwater.model;

import java.util.List;

/**
 * An accepted event with what the plant knows of its sensor, the rules it broke, and whether it
 * missed the first of its windows to end. One record of the enriched topic; one row of the table of
 * events.
 *
 * @param reference {@link SensorReference#UNKNOWN} when the plant does not know the sensor
 * @param anomalies ids of the rules the event broke, possibly empty, in the rules' order
 * @param late the event's own partition's watermark had reached the end of the first of its aligned
 *     windows to end, by default its one-minute window, when the event was read
 * @param origin the input record
 */
public record EnrichedEvent(
    SensorEvent event,
    SensorReference reference,
    List<String> anomalies,
    boolean late,
    Origin origin) {

  public EnrichedEvent {
    anomalies = List.copyOf(anomalies);
  }
}
