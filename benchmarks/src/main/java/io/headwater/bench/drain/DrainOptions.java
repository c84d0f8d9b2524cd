package io.headwater.bench.drain;

import io.headwater.bench.load.SensorLoad;
import java.util.Map;

/**
 * What is to be drained, and how.
 *
 * @param settings of the stream that differ from its defaults
 */
public record DrainOptions(
    long events,
    int sensors,
    int locations,
    int partitions,
    int runs,
    Map<String, String> settings) {

  public DrainOptions {
    settings = Map.copyOf(settings);
  }

  SensorLoad load() {
    return SensorLoad.backlog(sensors, locations, events);
  }
}
