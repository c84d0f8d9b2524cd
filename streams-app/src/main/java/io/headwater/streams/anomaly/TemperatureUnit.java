package io.headwater.streams.anomaly;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The units that are known, and so can be converted into each other. */
public enum TemperatureUnit {
  CELSIUS(1.8, 32),
  KELVIN(1.8, -459.67),
  FAHRENHEIT(1, 0);

  private static final List<TemperatureUnit> ALL = List.of(values());

  // fahrenheit = value * factor + offset
  private final double factor;
  private final double offset;

  TemperatureUnit(double factor, double offset) {
    this.factor = factor;
    this.offset = offset;
  }

  /** What rules and events call them, in whatever case. */
  public static List<String> names() {
    return ALL.stream().map(unit -> unit.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The unit of that name, whatever the case; empty when it is none of these. */
  static Optional<TemperatureUnit> of(@Nullable String name) {
    for (TemperatureUnit unit : ALL) {
      if (unit.name().equalsIgnoreCase(name)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** A temperature in this unit, in another; the same number when it is the same unit. */
  double to(TemperatureUnit other, double value) {
    return this == other ? value : (value * factor + offset - other.offset) / other.factor;
  }
}
