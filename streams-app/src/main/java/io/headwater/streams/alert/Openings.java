package io.headwater.streams.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Alerts, one a sensor, in the order in which the sensors came. */
final class Openings {

  private final Map<String, Opening> bySensor = new LinkedHashMap<>();
  private final Set<String> unsaved = new LinkedHashSet<>();

  /** How many are not resolved. */
  private int open;

  /** As it was stored: in the order of their numbers. */
  void restore(String sensorId, Opening opening) {
    put(sensorId, opening);
    unsaved.clear();
  }

  /** The latest alert of the sensor; null when there is none. */
  @Nullable Opening get(String sensorId) {
    return bySensor.get(sensorId);
  }

  /** The latest alert of the sensor if it is that one, else null. */
  @Nullable Opening find(String sensorId, String alertId) {
    Opening opening = bySensor.get(sensorId);
    return opening != null && opening.alertId().equals(alertId) ? opening : null;
  }

  /** In the place of the sensor's earlier alert, if there is one; else as the last. */
  void put(String sensorId, Opening opening) {
    open += count(opening) - count(bySensor.put(sensorId, opening));
    unsaved.add(sensorId);
  }

  void remove(String sensorId) {
    open -= count(bySensor.remove(sensorId));
    unsaved.add(sensorId);
  }

  /** Those that are wanted go to the others, in their order. */
  void moveTo(Openings others, Predicate<Opening> wanted) {
    for (Map.Entry<String, Opening> entry : List.copyOf(bySensor.entrySet())) {
      if (wanted.test(entry.getValue())) {
        remove(entry.getKey());
        others.put(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Removes those that came then or before, which are the first ones. */
  void forget(long cameAt) {
    List<String> old = new ArrayList<>();
    for (Map.Entry<String, Opening> entry : bySensor.entrySet()) {
      if (entry.getValue().cameAt() > cameAt) {
        break;
      }
      old.add(entry.getKey());
    }
    old.forEach(this::remove);
  }

  void clear() {
    List.copyOf(bySensor.keySet()).forEach(this::remove);
  }

  /** Whether any is not resolved. */
  boolean anyOpen() {
    return open > 0;
  }

  boolean isEmpty() {
    return bySensor.isEmpty();
  }

  /** Not to be changed while it is read. */
  Set<String> sensors() {
    return bySensor.keySet();
  }

  /** Not to be changed while it is read. */
  Collection<Opening> all() {
    return bySensor.values();
  }

  /** The sensors of which something has changed since this was asked. */
  List<String> takeUnsaved() {
    List<String> taken = List.copyOf(unsaved);
    unsaved.clear();
    return taken;
  }

  private static int count(@Nullable Opening opening) {
    return opening != null && opening.isOpen() ? 1 : 0;
  }
}
