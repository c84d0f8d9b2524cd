package io.headwater.bench.closing;

import io.headwater.bench.load.SensorLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is to be closed.
 *
 * @param minutes of data each sensor has sent when the windows close
 * @param eventsPerMinute of each sensor
 * @param settings of the stream that differ from its defaults
 */
record ClosingOptions(
    List<Integer> sensors,
    List<Boundary> boundaries,
    int locations,
    int partitions,
    int minutes,
    int eventsPerMinute,
    int runs,
    Map<String, String> settings) {

  ClosingOptions {
    sensors = List.copyOf(sensors);
    boundaries = List.copyOf(boundaries);
    settings = Map.copyOf(settings);
  }

  /** The data of so many sensors, right up to the boundary. */
  SensorLoad load(int sensorsNow, Boundary boundary) {
    return new SensorLoad(
        sensorsNow,
        locations,
        boundary.instant().minus(Duration.ofMinutes(minutes)),
        Duration.ofMinutes(1).dividedBy(eventsPerMinute));
  }

  /** How many events that is. */
  long events(int sensorsNow) {
    return (long) sensorsNow * minutes * eventsPerMinute;
  }
}
