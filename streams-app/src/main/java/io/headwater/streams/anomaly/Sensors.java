package io.headwater.streams.anomaly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sensors of one task. Those that sent lately are held as objects and written by {@link #save}
 * before each commit; when there are too many, all are written and let go. Not for several threads.
 */
final class Sensors {

  /** How many sensors are held at most. */
  private static final int MOST_HELD = 1 << 16;

  /** How many numbers are held at most, for all of them: 32 MB. */
  private static final int MOST_NUMBERS = 1 << 22;

  private final DetectionStore store;
  private final SilenceNotes notes;
  private final Map<String, Sensor> held = new HashMap<>();
  private final List<Sensor> unsaved = new ArrayList<>();
  private long numbers;

  Sensors(DetectionStore store) {
    this.store = store;
    this.notes = new SilenceNotes(store);
  }

  /** The sensor of that name, which need not have sent anything before. */
  Sensor of(String sensorId) {
    Sensor sensor = held.get(sensorId);
    if (sensor == null) {
      if (held.size() >= MOST_HELD || numbers > MOST_NUMBERS) {
        letGo();
      }
      sensor = new Sensor(sensorId, store, notes);
      held.put(sensorId, sensor);
    }
    return sensor;
  }

  /** When to look at which of them. */
  SilenceNotes notes() {
    return notes;
  }

  /** Something is remembered of the sensor that is to be written. */
  void touch(Sensor sensor) {
    if (sensor.isSaved()) {
      sensor.touch();
      unsaved.add(sensor);
    }
  }

  /** Writes what has changed. */
  void save() {
    for (Sensor sensor : unsaved) {
      int before = sensor.weight();
      sensor.save();
      numbers += sensor.weight() - before;
    }
    unsaved.clear();
  }

  private void letGo() {
    save();
    held.clear();
    numbers = 0;
  }
}
