package io.headwater.streams.anomaly;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sensors of one task. Those that sent lately are held as objects and written by {@link #save}
 * before each commit; when there are too many, all are written and let go. Not for several threads.
 */
final class Sensors {

  /** How many sensors are held at most. */
  private static final int MOST_HELD = 1 << 16;

  /** How many numbers are held at most, for all of them: 32 MB. */
  private static final int MOST_NUMBERS = 1 << 22;

  private final int mostHeld;
  private final int mostNumbers;
  private final DetectionStore store;
  private final SilenceNotes notes;
  private final Map<String, Sensor> held = new HashMap<>();
  private final Set<Sensor> unsaved = new LinkedHashSet<>();

  /** Those of them whose note is not in the store. */
  private final Set<Sensor> unnoted = new LinkedHashSet<>();

  private long numbers;

  Sensors(DetectionStore store) {
    this(store, MOST_HELD, MOST_NUMBERS);
  }

  Sensors(DetectionStore store, int mostHeld, int mostNumbers) {
    this.mostHeld = mostHeld;
    this.mostNumbers = mostNumbers;
    this.store = store;
    this.notes = new SilenceNotes(store);
  }

  /**
   * The sensor of that name, which need not have sent anything before. To be asked for again after
   * other sensors were: it may have been let go, and then it is another object that is held.
   */
  Sensor of(String sensorId) {
    if (numbers > mostNumbers) {
      letGo();
    }
    Sensor sensor = held.get(sensorId);
    if (sensor == null) {
      if (held.size() >= mostHeld) {
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
    if (sensor.needsNote()) {
      unnoted.add(sensor);
    }
  }

  /** Writes what has changed. */
  void save() {
    unsaved.forEach(this::save);
    unsaved.clear();
    unnoted.clear();
  }

  /** Writes what has changed of those only that {@link #notes} knows nothing or less of. */
  void saveUnnoted() {
    unnoted.forEach(this::save);
    unnoted.clear();
  }

  /** Several times in a row is as good as once. */
  private void save(Sensor sensor) {
    if (sensor.isSaved()) {
      return;
    }
    int before = sensor.weight();
    sensor.save();
    numbers += sensor.weight() - before;
  }

  /** How many are held. */
  int held() {
    return held.size();
  }

  private void letGo() {
    save();
    held.clear();
    numbers = 0;
  }
}
