package io.headwater.bench.load;

import io.headwater.model.SensorEvent;

/** What the sensors measure. */
enum SensorKind {
  TEMPERATURE("temperature", "fahrenheit", 72, 4, 103.5, SensorEvent.DEFAULT_STATUS),
  PRESSURE("pressure", "hpa", 1013, 6, 1013, "error"),
  HUMIDITY("humidity", "percent", 45, 3, 45, "error"),
  VIBRATION("vibration", "mm/s", 2.8, 0.15, 2.8, "critical");

  private static final SensorKind[] ALL = values();

  private final String deviceType;
  private final String unit;
  private final double usual;
  private final double swing;
  private final double anomalous;
  private final String statusOfAnomaly;

  SensorKind(
      String deviceType,
      String unit,
      double usual,
      double swing,
      double anomalous,
      String statusOfAnomaly) {
    this.deviceType = deviceType;
    this.unit = unit;
    this.usual = usual;
    this.swing = swing;
    this.anomalous = anomalous;
    this.statusOfAnomaly = statusOfAnomaly;
  }

  /** What sensor {@code sensor}, from 0, measures. */
  static SensorKind of(int sensor) {
    return ALL[sensor % ALL.length];
  }

  String deviceType() {
    return deviceType;
  }

  String unit() {
    return unit;
  }

  double usual() {
    return usual;
  }

  double swing() {
    return swing;
  }

  /** The reading of an anomaly; it is one by this value or by {@link #statusOfAnomaly}. */
  double anomalous() {
    return anomalous;
  }

  String statusOfAnomaly() {
    return statusOfAnomaly;
  }
}
