package io.headwater.streams.window;

import io.headwater.model.SensorEvent;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;

/**
 * What a window by sensor is of: the readings of one sensor, of one group. A sensor that moves or
 * changes its unit has a window for each, so that every number means something.
 */
record Series(Group group, String sensorId) {

  static Series of(SensorEvent event) {
    return new Series(Group.of(event), event.sensorId());
  }

  /** As parts of a key; the group first, so that its sensors lie side by side. */
  void writeTo(KeyWriter key) {
    key.text(group.location()).text(group.deviceType()).text(group.unit()).text(sensorId);
  }

  static Series readFrom(KeyReader key) {
    Group group = new Group(key.text(), key.text(), key.textOrNull());
    return new Series(group, key.text());
  }
}
