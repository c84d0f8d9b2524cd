package io.headwater.bench.restore;

import io.headwater.bench.load.SensorLoad;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What state is to be lost.
 *
 * @param events that it is made of
 * @param sensors how many have some, one measurement each
 * @param settings of the stream that differ from its defaults
 */
record RestoreOptions(
    long events,
    List<Integer> sensors,
    int locations,
    int partitions,
    int runs,
    Map<String, String> settings) {

  /** Longer than the watermark's delay, so that every window of the backlog closes. */
  private static final Duration GAP = Duration.ofMinutes(1);

  RestoreOptions {
    sensors = List.copyOf(sensors);
    settings = Map.copyOf(settings);
  }

  /** The events before the loss. */
  SensorLoad load(int sensorsNow) {
    return SensorLoad.backlog(sensorsNow, locations, events);
  }

  /**
   * The events after it: its first ones, one of each sensor, close every window of a minute that
   * was open, and no window of their own.
   */
  SensorLoad after(int sensorsNow) {
    SensorLoad before = load(sensorsNow);
    Instant end = before.start().plus(before.interval().multipliedBy(events / sensorsNow + 1));
    return new SensorLoad(
        sensorsNow,
        locations,
        end.truncatedTo(ChronoUnit.MINUTES).plus(ChronoUnit.MINUTES.getDuration()).plus(GAP),
        before.interval());
  }
}
