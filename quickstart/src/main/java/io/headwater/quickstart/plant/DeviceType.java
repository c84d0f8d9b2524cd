package io.headwater.quickstart.plant;

import java.util.Locale;

/** What a sensor measures. */
enum DeviceType {
  TEMPERATURE("temp"),
  PRESSURE("pres"),
  VIBRATION("vibr"),
  HUMIDITY("humi");

  private final String prefix;

  DeviceType(String prefix) {
    this.prefix = prefix;
  }

  /** How events name it. */
  String fieldValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How ids of its sensors begin. */
  String prefix() {
    return prefix;
  }
}
