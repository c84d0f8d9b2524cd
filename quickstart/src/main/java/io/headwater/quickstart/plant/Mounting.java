package io.headwater.quickstart.plant;

import java.util.List;

/**
 * Where a sensor sits, and with that what it reads. The noise of each is small enough that a level
 * never rises by a fifth within a minute by itself: that is for spikes.
 */
enum Mounting {
  /** Close below the upper limit of 100 °F, and at times above it. */
  FURNACE_SHELL(DeviceType.TEMPERATURE, "fahrenheit", 93, 95, 0.8, 0.4),
  /** Close above the lower limit of 32 °F, and at times below it. */
  COLD_STORE(DeviceType.TEMPERATURE, "fahrenheit", 34, 35, 0.5, 0.2),
  BEARING(DeviceType.TEMPERATURE, "fahrenheit", 62, 78, 4, 0.5),
  HALL_AIR(DeviceType.TEMPERATURE, "celsius", 18, 24, 2, 0.15),
  COMPRESSED_AIR(DeviceType.PRESSURE, "kilopascal", 550, 750, 10, 4),
  HYDRAULICS(DeviceType.PRESSURE, "kilopascal", 9_000, 16_000, 150, 80),
  SPINDLE(DeviceType.VIBRATION, "mm/s", 1.5, 4.5, 0.05, 0.015),
  ROOM_CLIMATE(DeviceType.HUMIDITY, "percent", 35, 60, 3, 0.3);

  /** How a plant is fitted out; every fifth sensor sits close to a limit. */
  private static final List<Mounting> MIX =
      List.of(
          FURNACE_SHELL,
          COMPRESSED_AIR,
          BEARING,
          SPINDLE,
          ROOM_CLIMATE,
          FURNACE_SHELL,
          HYDRAULICS,
          HALL_AIR,
          SPINDLE,
          COMPRESSED_AIR,
          COLD_STORE,
          ROOM_CLIMATE,
          BEARING,
          COMPRESSED_AIR,
          SPINDLE,
          FURNACE_SHELL,
          HYDRAULICS,
          HALL_AIR,
          ROOM_CLIMATE,
          SPINDLE);

  /** After so many sensors the mix begins again. */
  static final int ROUND = MIX.size();

  private final DeviceType deviceType;
  private final String unit;
  private final double lowestBase;
  private final double highestBase;
  private final double dailyCycle;
  private final double noise;

  Mounting(
      DeviceType deviceType,
      String unit,
      double lowestBase,
      double highestBase,
      double dailyCycle,
      double noise) {
    this.deviceType = deviceType;
    this.unit = unit;
    this.lowestBase = lowestBase;
    this.highestBase = highestBase;
    this.dailyCycle = dailyCycle;
    this.noise = noise;
  }

  /** The mounting of the sensor with that number. */
  static Mounting of(int sensorNumber) {
    return MIX.get(sensorNumber % MIX.size());
  }

  /** Whether its temperature can leave the limits without rising by a fifth in a minute. */
  boolean isNearALimit() {
    return this == FURNACE_SHELL || this == COLD_STORE;
  }

  /**
   * A temperature outside the limit it sits close to.
   *
   * @param extent how far outside, from 0 to 1
   */
  double beyondTheLimit(double extent) {
    return this == COLD_STORE ? 31.9 - 0.9 * extent : 100.2 + 5 * extent;
  }

  DeviceType deviceType() {
    return deviceType;
  }

  String unit() {
    return unit;
  }

  double lowestBase() {
    return lowestBase;
  }

  double highestBase() {
    return highestBase;
  }

  /** Half of the difference between the warmest and the coldest hour. */
  double dailyCycle() {
    return dailyCycle;
  }

  /** Standard deviation. */
  double noise() {
    return noise;
  }
}
