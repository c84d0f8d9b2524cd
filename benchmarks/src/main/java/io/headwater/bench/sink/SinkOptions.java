package io.headwater.bench.sink;

import io.headwater.bench.load.SensorLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the sink is to write, and how.
 *
 * @param attributesBytes of each event beyond the fields of the contract
 * @param tables that get anything
 * @param heap of the sink's JVM, as {@code -Xmx} takes it
 * @param settings of the sink that differ from its defaults
 */
record SinkOptions(
    long records,
    int sensors,
    int attributesBytes,
    Tables tables,
    int partitions,
    String heap,
    int runs,
    Map<String, String> settings) {

  private static final Instant START = Instant.parse("2024-03-01T06:00:00Z");
  private static final int SENSORS_A_LOCATION = 50;

  /** Which of the sink's topics are filled. */
  enum Tables {
    /** That of enriched events. */
    EVENTS,
    /** Each, with as many records of about the same size. */
    ALL
  }

  SinkOptions {
    settings = Map.copyOf(settings);
  }

  /** Each sensor sends once a second, of a day long past. */
  SensorLoad load() {
    return new SensorLoad(
        sensors,
        (sensors + SENSORS_A_LOCATION - 1) / SENSORS_A_LOCATION,
        START,
        Duration.ofSeconds(1));
  }
}
