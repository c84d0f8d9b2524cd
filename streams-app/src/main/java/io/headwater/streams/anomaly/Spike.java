package io.headwater.streams.anomaly;

import io.headwater.model.DetectionRule;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that rose by more than a share of its base: the lowest value of the same sensor and unit
 * with an event time in {@code [t - within, t)}, as far as it has arrived. Out of order or not, an
 * event is compared with what came before it in event time, and with that only.
 *
 * <p>The base must be above 0, and the rise at least the floor. A rise that is the limit but for
 * what doubles round is on it, and on the limit is no spike.
 */
record Spike(NamedRule named, DetectionRule.Spike check) implements EventRule {

  /** Far more than a few roundings of a double, far less than any sensor resolves. */
  private static final double ROUNDING = 1e-12;

  private static final double MICROS = 1e6;

  @Override
  public Optional<Finding> check(EnrichedEvent enriched, SensorMemory memory) {
    SensorEvent event = enriched.event();
    SpikeMemory past = memory.of(named.id(), SpikeMemory.KIND);
    SpikeSeries series = past.series(event.unit(), check.within());
    long time = event.eventTime();
    double base = series.lowest(time - check.within(), time);
    series.add(time, event.value());
    return isSpike(base, event.value())
        ? Optional.of(finding(base, event.value(), event.unit()))
        : Optional.empty();
  }

  @Override
  public Memory.Kind<?> memory() {
    return SpikeMemory.KIND;
  }

  private boolean isSpike(double base, double value) {
    // a base that is not there is infinite
    if (!(base > 0) || !(value > base)) {
      return false;
    }
    double limit = limit(base);
    double room = ROUNDING * value;
    return value > limit + ROUNDING * limit && value - base >= check.floor() - room;
  }

  private double limit(double base) {
    return base + base * check.risePercent() / 100;
  }

  private Finding finding(double base, double value, @Nullable String unit) {
    return new Finding(
        check.severity(),
        Math.max(limit(base), base + check.floor()),
        "The value %s is more than %s %% above %s, the lowest of the %s s before."
            .formatted(
                Finding.shown(value, unit),
                Finding.plain(check.risePercent()),
                Finding.shown(base, unit),
                Finding.plain(check.within() / MICROS)));
  }
}
