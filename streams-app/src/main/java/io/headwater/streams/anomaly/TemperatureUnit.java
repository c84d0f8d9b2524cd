package io.headwater.streams.anomaly;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The units that are known, and so can be converted into each other. */
enum TemperatureUnit {
  CELSIUS(1.8, 32),
  KELVIN(1.8, -459.67),
  FAHRENHEIT(1, 0);

  // fahrenheit = value * factor + offset
  private final double factor;
  private final double offset;

  TemperatureUnit(double factor, double offset) {
    this.factor = factor;
    this.offset = offset;
  }

  /** The unit of that name, whatever the case; empty when it is none of these. */
  static Optional<TemperatureUnit> of(@Nullable String name) {
    if (name == null) {
      return Optional.empty();
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "celsius" -> Optional.of(CELSIUS);
      case "kelvin" -> Optional.of(KELVIN);
      case "fahrenheit" -> Optional.of(FAHRENHEIT);
      default -> Optional.empty();
    };
  }

  /** A temperature in this unit, in another; the same number when it is the same unit. */
  double to(TemperatureUnit other, double value) {
    return this == other ? value : (value * factor + offset - other.offset) / other.factor;
  }
}
