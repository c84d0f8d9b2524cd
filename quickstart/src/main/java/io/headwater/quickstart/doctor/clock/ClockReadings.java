package io.headwater.quickstart.doctor.clock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The clocks that were read so far. Safe for use by several threads. */
public final class ClockReadings {

  private final List<ClockReading> readings = new CopyOnWriteArrayList<>();

  /** One more. */
  public void add(ClockReading reading) {
    readings.add(reading);
  }

  List<ClockReading> all() {
    return List.copyOf(readings);
  }
}
