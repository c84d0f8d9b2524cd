package io.headwater.streams.time;

/**
 * Until when nobody wants to be told of a sensor, because it or its location is in maintenance.
 *
 * <p>Implementations answer from memory, and may be called by several threads.
 */
@FunctionalInterface
public interface Mutes {

  /** What {@link #until} answers for a sensor that is not muted. */
  long NOT_MUTED = Long.MIN_VALUE;

  /** Nobody is muted. */
  Mutes NONE = (sensorId, location) -> NOT_MUTED;

  /**
   * The event time, in microseconds since the epoch, before which the sensor is muted, by itself or
   * with its location, whichever is later.
   */
  long until(String sensorId, String location);
}
