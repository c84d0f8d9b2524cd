package io.headwater.streams.oracle;

import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import org.jspecify.annotations.Nullable;

/** Which window: no two that are sent are the same in all of this. */
record WindowKey(
    Scope scope,
    String type,
    @Nullable String sensorId,
    String location,
    String deviceType,
    @Nullable String unit,
    long start,
    long end) {

  static WindowKey of(WindowAggregate window) {
    return new WindowKey(
        window.scope(),
        window.windowType(),
        window.sensorId(),
        window.location(),
        window.deviceType(),
        window.unit(),
        window.windowStart(),
        window.windowEnd());
  }

  static WindowKey bySensor(String type, SensorEvent of, long start, long end) {
    return new WindowKey(
        Scope.SENSOR, type, of.sensorId(), of.location(), of.deviceType(), of.unit(), start, end);
  }

  /** The window that holds this sensor's, and those of all others at its place. */
  WindowKey byLocation() {
    return new WindowKey(Scope.LOCATION, type, null, location, deviceType, unit, start, end);
  }
}
