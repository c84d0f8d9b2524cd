package io.headwater.streams.window;

import io.headwater.model.SensorEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a window by location is of: the readings of one kind, in one unit, at one place.
 *
 * @param unit null for readings without one, which is another group than the empty unit
 */
record Group(String location, String deviceType, @Nullable String unit) {

  static Group of(SensorEvent event) {
    return new Group(event.location(), event.deviceType(), event.unit());
  }
}
