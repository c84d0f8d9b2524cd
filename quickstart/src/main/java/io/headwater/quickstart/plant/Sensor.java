package io.headwater.quickstart.plant;

import io.headwater.model.SensorReference;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sensor as it was installed.
 *
 * @param attributes what it sends beside the contract's fields, as a JSON object; null: nothing
 */
record Sensor(
    String id,
    Mounting mounting,
    Location location,
    Level level,
    @Nullable String attributes,
    SensorReference reference) {

  static Sensor install(int number, Location location, Chance chance) {
    Mounting mounting = Mounting.of(number);
    String id = "%s-%05d".formatted(mounting.deviceType().prefix(), number + 1);
    Level level = Level.of(mounting, chance);
    String machine = "machine-" + (number / 4 + 1);
    return new Sensor(
        id,
        mounting,
        location,
        level,
        isWireless(mounting) ? radio(chance) : null,
        new SensorReference(
            location.site(),
            location.line(),
            machine,
            "%s %s of %s".formatted(displayName(mounting), number + 1, machine),
            mounting.unit(),
            number % 7 == 3 ? limitsAround(level, mounting.unit()) : null,
            null));
  }

  private static boolean isWireless(Mounting mounting) {
    return mounting == Mounting.ROOM_CLIMATE || mounting == Mounting.HALL_AIR;
  }

  private static String radio(Chance chance) {
    return "{\"firmware\":\"2.%d.%d\",\"battery\":%d}"
        .formatted(chance.between(0, 4), chance.between(0, 9), chance.between(20, 100));
  }

  private static String displayName(Mounting mounting) {
    String words = mounting.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Wide enough for every day; only a spike gets out of them. */
  private static SensorReference.Limits limitsAround(Level level, String unit) {
    return new SensorReference.Limits(
        Math.floor(level.base() * 0.7), Math.ceil(level.base() * 1.3), unit);
  }
}
