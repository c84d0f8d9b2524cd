package io.headwater.bench.pipeline;

import io.headwater.bench.load.SensorLoad;
import java.util.Map;

/**
 * What is to get into the tables, and how.
 *
 * @param settings of stream and sink that differ from their defaults
 */
record PipelineOptions(
    long events,
    int sensors,
    int locations,
    int partitions,
    int runs,
    Map<String, String> settings) {

  PipelineOptions {
    settings = Map.copyOf(settings);
  }

  SensorLoad load() {
    return SensorLoad.backlog(sensors, locations, events);
  }
}
