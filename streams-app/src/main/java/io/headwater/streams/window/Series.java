package io.headwater.streams.window;

import io.headwater.model.SensorEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is summed up together: the readings of one sensor, at one place, of one kind, in one unit. A
 * sensor that moves or changes its unit has a pane for each, so that every number means something.
 *
 * @param unit null for readings without one, which is another series than the empty unit
 */
record Series(String sensorId, String location, String deviceType, @Nullable String unit) {

  static Series of(SensorEvent event) {
    return new Series(event.sensorId(), event.location(), event.deviceType(), event.unit());
  }
}
