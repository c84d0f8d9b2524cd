package io.headwater.streams.anomaly;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a value in an event's unit is compared with limits in a rule's unit.
 *
 * <ul>
 *   <li>The same unit, whatever the case: as the numbers are, exactly.
 *   <li>Both known temperature units: converted. A conversion rounds, so a converted value that is
 *       within a billionth of the limit is on it: 37.777…8 °C is 100 °F, and no anomaly.
 *   <li>One of them has no unit: as if both were in the other's. A sensor that names no unit would
 *       otherwise never be watched.
 *   <li>Anything else: not at all. Bars are not degrees, and comparing them would be an alarm at
 *       each event, or a silence nobody could explain.
 * </ul>
 */
sealed interface Comparison {

  /** The comparison of these units; empty when they can't be compared. */
  static Optional<Comparison> of(@Nullable String eventUnit, @Nullable String ruleUnit) {
    if (eventUnit == null || ruleUnit == null || eventUnit.equalsIgnoreCase(ruleUnit)) {
      return Optional.of(AsIs.INSTANCE);
    }
    Optional<TemperatureUnit> from = TemperatureUnit.of(eventUnit);
    Optional<TemperatureUnit> to = TemperatureUnit.of(ruleUnit);
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Converted(from.get(), to.get()))
        : Optional.empty();
  }

  /** Whether the event's value is above the rule's limit; on it is not above. */
  boolean isAbove(double value, double limit);

  /** Whether the event's value is below the rule's limit; on it is not below. */
  boolean isBelow(double value, double limit);

  /** The rule's limit, in the event's unit. */
  double inEventUnit(double limit);

  /** The numbers as they are. */
  enum AsIs implements Comparison {
    INSTANCE;

    @Override
    public boolean isAbove(double value, double limit) {
      return value > limit;
    }

    @Override
    public boolean isBelow(double value, double limit) {
      return value < limit;
    }

    @Override
    public double inEventUnit(double limit) {
      return limit;
    }
  }

  /** In the rule's unit, with room for what the conversion rounds. */
  record Converted(TemperatureUnit eventUnit, TemperatureUnit ruleUnit) implements Comparison {

    private static final double ROUNDING = 1e-9;

    @Override
    public boolean isAbove(double value, double limit) {
      return eventUnit.to(ruleUnit, value) > limit + room(limit);
    }

    @Override
    public boolean isBelow(double value, double limit) {
      return eventUnit.to(ruleUnit, value) < limit - room(limit);
    }

    @Override
    public double inEventUnit(double limit) {
      return ruleUnit.to(eventUnit, limit);
    }

    private static double room(double limit) {
      return ROUNDING * Math.max(1, Math.abs(limit));
    }
  }
}
