package io.headwater.streams.anomaly;

import io.headwater.model.AnomalyKind;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value strictly above or strictly below its limits. The limits are the rule's, for sensors of
 * its device type; a sensor with limits of its own in the reference data is held to those instead,
 * whatever its device type.
 *
 * <p>How units are compared is told in {@link Comparison}. An event without a unit is taken to be
 * in the unit the plant expects of its sensor.
 */
record Threshold(String id, int version, String deviceType, Limits limits) implements Rule {

  @Override
  public Optional<Finding> check(EnrichedEvent enriched) {
    SensorEvent event = enriched.event();
    Limits own = enriched.reference().limits();
    if (own == null && !deviceType.equals(event.deviceType())) {
      return Optional.empty();
    }
    Limits held = own == null ? limits : own;
    String unit = event.unit() == null ? enriched.reference().expectedUnit() : event.unit();
    return Comparison.of(unit, held.unit())
        .flatMap(comparison -> compare(comparison, event.value(), unit, held));
  }

  private static Optional<Finding> compare(
      Comparison comparison, double value, @Nullable String unit, Limits limits) {
    Double high = limits.high();
    if (high != null && comparison.isAbove(value, high)) {
      return Optional.of(finding("above", comparison.inEventUnit(high), value, unit));
    }
    Double low = limits.low();
    if (low != null && comparison.isBelow(value, low)) {
      return Optional.of(finding("below", comparison.inEventUnit(low), value, unit));
    }
    return Optional.empty();
  }

  private static Finding finding(String where, double limit, double value, @Nullable String unit) {
    // a unit is what the device says it is, however long
    String shown = unit == null ? "" : " " + unit.substring(0, Math.min(unit.length(), 32));
    return new Finding(
        AnomalyKind.THRESHOLD,
        Severity.HIGH,
        limit,
        "The value %s%s is %s the limit of %s%s.".formatted(value, shown, where, limit, shown));
  }
}
