package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.DetectionRule;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.streams.anomaly.Baseline.Expected;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value far off what the sensor itself has been sending, in that unit: more than so many
 * deviations from the level of its {@link Baseline}, and further off than the floor. An event is
 * held against what was learnt from those read before it, and then learnt from itself.
 */
record Adaptive(NamedRule named, DetectionRule.Adaptive check) implements EventRule {

  /** A steady sensor's deviation is next to nothing; a score beyond that says no more. */
  private static final double GREATEST_SCORE = 1e6;

  private static final MathContext SHOWN = new MathContext(5);

  @Override
  public Optional<Finding> check(EnrichedEvent enriched, SensorMemory memory) {
    SensorEvent event = enriched.event();
    Baseline baseline =
        memory
            .of(named.id(), AdaptiveMemory.KIND)
            .baseline(event.unit(), new BaselineSpeed(check.halfLife(), check.season()));
    Optional<Finding> found =
        baseline.expected(event.eventTime(), warmUp()).flatMap(expected -> judge(event, expected));
    baseline.learn(event.eventTime(), event.value());
    return found;
  }

  @Override
  public Memory.Kind<?> memory() {
    return AdaptiveMemory.KIND;
  }

  /** A season must have been seen once. */
  private long warmUp() {
    return check.season() == null ? check.warmUp() : Math.max(check.warmUp(), check.season());
  }

  private Optional<Finding> judge(SensorEvent event, Expected expected) {
    double off = event.value() - expected.value();
    double allowed = Math.max(check.scoreLimit() * expected.deviation(), check.floor());
    if (Math.abs(off) <= allowed) {
      return Optional.empty();
    }
    double score = Math.max(-GREATEST_SCORE, Math.min(GREATEST_SCORE, off / expected.deviation()));
    Anomaly.Expected usual =
        new Anomaly.Expected(expected.value() - allowed, expected.value() + allowed, score);
    return Optional.of(
        new Finding(check.severity(), null, usual, message(event.value(), event.unit(), usual)));
  }

  private static String message(double value, @Nullable String unit, Anomaly.Expected usual) {
    return "The value %s is %s what this sensor has been sending: expected was %s to %s (score %s)."
        .formatted(
            Finding.shown(value, unit),
            usual.score() > 0 ? "above" : "below",
            rounded(usual.low()),
            Finding.shown(rounded(usual.high()), unit),
            rounded(usual.score()));
  }

  private static double rounded(double number) {
    return new BigDecimal(number).round(SHOWN).doubleValue();
  }
}
