package io.headwater.streams.window;

import io.headwater.model.SensorEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a window by location is of: the readings of one kind, in one unit, at one place.
 *
 * @param unit null for readings without one, which is another group than the empty unit
 */
record Group(String location, String deviceType, @Nullable String unit) {

  /** Whether it is that of the event. */
  boolean isOf(SensorEvent event) {
    return location.equals(event.location())
        && deviceType.equals(event.deviceType())
        && Objects.equals(unit, event.unit());
  }

  static Group of(SensorEvent event) {
    return new Group(event.location(), event.deviceType(), event.unit());
  }
}
