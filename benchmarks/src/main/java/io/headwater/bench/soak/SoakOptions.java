package io.headwater.bench.soak;

import io.headwater.bench.load.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is sent, and how often is looked.
 *
 * @param rate events a second, of all sensors together
 * @param time for how long it is sent; its first tenth is warm-up
 * @param look how often everything but the heap is looked at
 * @param collect how often all garbage is collected to see what is left on the heap
 * @param behindStream what follows the stream
 * @param settings of stream and sink that differ from their defaults
 */
record SoakOptions(
    int rate,
    int sensors,
    int locations,
    int partitions,
    Duration time,
    Duration look,
    Duration collect,
    BehindStream behindStream,
    Map<String, String> settings) {

  /** What follows the stream. */
  enum BehindStream {
    NOTHING,
    SINK
  }

  SoakOptions {
    settings = Map.copyOf(settings);
  }

  Schedule schedule(Instant start) {
    return new Schedule(start, rate, Duration.ZERO, time);
  }
}
