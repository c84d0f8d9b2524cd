package io.headwater.quickstart.plant;

import io.headwater.model.SensorReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sensors, spread evenly over locations; immutable. */
public final class Plant {

  private final List<Sensor> sensors;

  private Plant(List<Sensor> sensors) {
    this.sensors = List.copyOf(sensors);
  }

  /**
   * The plant that belongs to {@code seed}.
   *
   * @param sensors at least 1
   * @param locations at least 1
   */
  public static Plant build(int sensors, int locations, long seed) {
    Chance chance = new Chance(seed);
    List<Sensor> installed = new ArrayList<>(sensors);
    for (int i = 0; i < sensors; i++) {
      // One place further each round, or a location would have one kind of sensor only
      int location = (i + i / Mounting.ROUND) % locations;
      installed.add(Sensor.install(i, Location.of(location), chance));
    }
    return new Plant(installed);
  }

  List<Sensor> sensors() {
    return sensors;
  }

  /** What is known about each sensor, by its id. */
  public Map<String, SensorReference> references() {
    Map<String, SensorReference> references = new TreeMap<>();
    for (Sensor sensor : sensors) {
      references.put(sensor.id(), sensor.reference());
    }
    return references;
  }
}
