package io.headwater.bench.drain;

import io.headwater.bench.load.SensorLoad;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What is to be drained, and how.
 *
 * @param settings of the stream that differ from its defaults
 */
record DrainOptions(
    long events,
    int sensors,
    int locations,
    int partitions,
    int runs,
    Map<String, String> settings) {

  private static final Instant FULL_HOUR = Instant.parse("2024-03-01T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  DrainOptions {
    settings = Map.copyOf(settings);
  }

  /**
   * Each sensor sends once a second, of a time long past; a full hour lies in the middle, so that
   * windows of an hour close too.
   */
  SensorLoad load() {
    Duration half = INTERVAL.multipliedBy(events / sensors / 2);
    return new SensorLoad(
        sensors, locations, FULL_HOUR.minus(half).truncatedTo(ChronoUnit.MINUTES), INTERVAL);
  }
}
