package io.headwater.quickstart.plant;

import io.headwater.model.SensorEvent;
import io.headwater.quickstart.source.Trait;
import java.util.EnumSet;
import java.util.Set;

/** A sensor in operation: what it reads next depends on what it read before. */
final class SensorState {

  /** How much of a reading's noise is still there in the next one. */
  private static final double PERSISTENCE = 0.8;

  private static final double FRESH_NOISE = Math.sqrt(1 - PERSISTENCE * PERSISTENCE);
  private static final double CRITICAL_SHARE_OF_FAULTS = 0.2;
  private static final double DECIMALS = 1_000;

  private final Sensor sensor;
  private final Episode excursion;
  private final Episode fault;
  private final double spikes;
  private double noise;
  private double excursionPeak;
  private String faultStatus = SensorEvent.DEFAULT_STATUS;

  /**
   * @param excursions share of this sensor's readings that are outside the limits; 0 for a sensor
   *     that never is
   */
  SensorState(Sensor sensor, double excursions, double spikes, double faults) {
    this.sensor = sensor;
    this.excursion = new Episode(excursions, 5, 35);
    this.fault = new Episode(faults, 1, 9);
    this.spikes = spikes;
  }

  Sensor sensor() {
    return sensor;
  }

  /** The reading the sensor takes next, at a time in microseconds since the epoch. */
  Reading read(long time, Chance chance) {
    EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
    double value = value(time, chance, traits);
    String status = status(chance, traits);
    return new Reading(
        new SensorEvent(
            sensor.id(),
            sensor.mounting().deviceType().fieldValue(),
            time,
            Math.round(value * DECIMALS) / DECIMALS,
            sensor.mounting().unit(),
            sensor.location().fieldValue(),
            status,
            sensor.attributes()),
        traits);
  }

  private double value(long time, Chance chance, Set<Trait> traits) {
    noise = PERSISTENCE * noise + FRESH_NOISE * chance.noise();
    double undisturbed = sensor.level().at(time) + sensor.mounting().noise() * noise;
    if (excursion.next(chance)) {
      traits.add(Trait.EXCURSION);
      if (excursion.isNew()) {
        excursionPeak = chance.between(0.2, 1);
      }
      double rise = excursionPeak * StrictMath.sin(Math.PI * excursion.progress());
      return sensor.mounting().beyondTheLimit(rise);
    }
    if (chance.happens(spikes)) {
      traits.add(Trait.SPIKE);
      return undisturbed * chance.between(1.25, 1.35);
    }
    return undisturbed;
  }

  private String status(Chance chance, Set<Trait> traits) {
    if (!fault.next(chance)) {
      return SensorEvent.DEFAULT_STATUS;
    }
    traits.add(Trait.FAULT);
    if (fault.isNew()) {
      faultStatus = chance.happens(CRITICAL_SHARE_OF_FAULTS) ? "critical" : "error";
    }
    return faultStatus;
  }

  /**
   * A reading, and what was done to it.
   *
   * @param traits the reader may add to them
   */
  record Reading(SensorEvent event, Set<Trait> traits) {}
}
