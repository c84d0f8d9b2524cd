package io.headwater.bench.load;

import io.headwater.model.SensorEvent;

/**
 * Events of the sensors of a {@link SensorLoad} that are sent as time goes by: of whatever time one
 * says, in order, and more of them anomalies.
 *
 * <p>Of a hundred events of a sensor one is an anomaly, and at any time as many sensors have theirs
 * as at any other: so the anomalies, and the alerts they open, come evenly.
 *
 * @param sensors who they are, where, and what they usually measure
 */
public record LiveLoad(SensorLoad sensors) {

  /** One event in so many is an anomaly, besides those that the {@link SensorLoad} has. */
  public static final int ANOMALY_EVERY = 100;

  /**
   * The event with that number, from 0.
   *
   * @param eventTime microseconds since the epoch
   */
  public SensorEvent event(long number, long eventTime) {
    SensorEvent event = sensors.event(number);
    SensorKind kind = SensorKind.of((int) (number % sensors.sensors()));
    boolean anomaly = isAnomaly(number);
    return new SensorEvent(
        event.sensorId(),
        event.deviceType(),
        eventTime,
        anomaly ? kind.anomalous() : event.value(),
        event.unit(),
        event.location(),
        anomaly ? kind.statusOfAnomaly() : event.status(),
        null);
  }

  /** Each round, in which all sensors send once, has its turn come to the next in a hundred. */
  private boolean isAnomaly(long number) {
    long sensor = number % sensors.sensors();
    long round = number / sensors.sensors();
    return (sensor + round) % ANOMALY_EVERY == 0;
  }
}
