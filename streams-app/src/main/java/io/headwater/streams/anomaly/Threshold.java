package io.headwater.streams.anomaly;

import io.headwater.model.DetectionRule;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference.Limits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value strictly above or strictly below its limits. A sensor with limits of its own in the
 * reference data is held to those instead, by the rule that {@link NamedRule#OWN_LIMITS} names,
 * whatever its device type.
 *
 * <p>How units are compared is told in {@link Comparison}. An event without a unit is taken to be
 * in the unit the plant expects of its sensor.
 */
record Threshold(NamedRule named, DetectionRule.Threshold check) implements EventRule {

  @Override
  public Optional<Finding> check(EnrichedEvent enriched, SensorMemory memory) {
    SensorEvent event = enriched.event();
    Limits own = takesOwnLimits(named) ? enriched.reference().limits() : null;
    Limits held = own == null ? check.limits() : own;
    String unit = event.unit() == null ? enriched.reference().expectedUnit() : event.unit();
    return Comparison.of(unit, held.unit())
        .flatMap(comparison -> compare(comparison, event.value(), unit, held));
  }

  /** Whether a sensor's own limits take the place of this rule's. */
  static boolean takesOwnLimits(NamedRule rule) {
    return rule.id().equals(NamedRule.OWN_LIMITS);
  }

  private Optional<Finding> compare(
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

  private Finding finding(String where, double limit, double value, @Nullable String unit) {
    return new Finding(
        check.severity(),
        limit,
        "The value %s is %s the limit of %s."
            .formatted(Finding.shown(value, unit), where, Finding.shown(limit, unit)));
  }
}
