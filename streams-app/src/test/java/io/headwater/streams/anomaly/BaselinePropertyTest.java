package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.streams.anomaly.Baseline.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/** What holds of a {@link Baseline} whatever a sensor sends. */
class BaselinePropertyTest {

  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final long EPOCH = 1_700_000_000 * SECOND;

  /** A value, and its event time. */
  private record Value(long time, double value) {}

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void shouldExpectTheSameShiftedAndScaledWhenTheValuesAre(
      @ForAll("noise") List<Value> values,
      @ForAll @DoubleRange(min = -1_000, max = 1_000) double shift,
      @ForAll @DoubleRange(min = 0.01, max = 100) double scale,
      @ForAll("seasons") @Nullable Long season) {
    List<Optional<Expected>> plain = expected(values, season);
    List<Optional<Expected>> moved =
        expected(mapped(values, time -> time, value -> value * scale + shift), season);
    for (int i = 0; i < values.size(); i++) {
      assertThat(moved.get(i).isPresent()).isEqualTo(plain.get(i).isPresent());
      if (plain.get(i).isPresent()) {
        Expected before = plain.get(i).get();
        Expected after = moved.get(i).orElseThrow();
        Offset<Double> rounding = within(1e-6 * (1_000 + scale));
        assertThat(after.value()).isCloseTo(before.value() * scale + shift, rounding);
        assertThat(after.deviation()).isCloseTo(before.deviation() * scale, rounding);
      }
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void shouldExpectTheSameMirroredWhenTheValuesAre(@ForAll("wild") List<Value> values) {
    List<Optional<Expected>> plain = expected(values, null);
    List<Optional<Expected>> mirrored =
        expected(mapped(values, time -> time, value -> -value), null);
    for (int i = 0; i < values.size(); i++) {
      Optional<Expected> expected = plain.get(i);
      assertThat(mirrored.get(i).map(Expected::deviation))
          .isEqualTo(expected.map(Expected::deviation));
      // 0 and -0 are one level
      assertThat(mirrored.get(i).map(each -> 0 - each.value()))
          .isEqualTo(expected.map(each -> 0 + each.value()));
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void shouldExpectTheSameWhenAllHappensWholeSeasonsLater(
      @ForAll("wild") List<Value> values,
      @ForAll("seasons") @Nullable Long season,
      @ForAll @IntRange(min = -1_000, max = 1_000) int seasons) {
    long later = seasons * (season == null ? 12_345_678L : season);
    assertThat(expected(mapped(values, time -> time + later, value -> value), season))
        .isEqualTo(expected(values, season));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void shouldExpectTheSameWhenAllTakesTwiceAsLong(@ForAll("wild") List<Value> values) {
    Baseline plain = new Baseline(new BaselineSpeed(2 * DAY, DAY));
    Baseline slow = new Baseline(new BaselineSpeed(4 * DAY, 2 * DAY));
    for (Value value : values) {
      plain.learn(value.time(), value.value());
      slow.learn(2 * value.time(), value.value());
      assertThat(slow.expected(2 * value.time(), 0)).isEqualTo(plain.expected(value.time(), 0));
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void shouldGoOnAsBeforeWhenItWasWrittenAndRead(
      @ForAll("wild") List<Value> values,
      @ForAll("seasons") @Nullable Long season,
      @ForAll @IntRange(max = 120) int after) {
    Baseline kept = baseline(season);
    Baseline read = baseline(season);
    for (int i = 0; i < values.size(); i++) {
      if (i == after) {
        read = Baseline.of(read.toBytes());
      }
      Value value = values.get(i);
      kept.learn(value.time(), value.value());
      read.learn(value.time(), value.value());
      assertThat(read.expected(value.time(), 0)).isEqualTo(kept.expected(value.time(), 0));
    }
    assertThat(read.toBytes()).isEqualTo(kept.toBytes());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void shouldExpectFiniteNumbersOfAnyValues(
      @ForAll("wild") List<Value> values, @ForAll("seasons") @Nullable Long season) {
    for (Optional<Expected> expected : expected(values, season)) {
      if (expected.isPresent()) {
        assertThat(expected.get().value()).isFinite();
        assertThat(expected.get().deviation()).isFinite().isPositive();
      }
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shouldMoveABoundedStepForOneValueHoweverWild(
      @ForAll("noise") List<Value> values,
      @ForAll("anything") double wild,
      @ForAll @LongRange(min = -DAY, max = DAY) long when,
      @ForAll("seasons") @Nullable Long season) {
    Baseline baseline = baseline(season);
    values.forEach(value -> baseline.learn(value.time(), value.value()));
    long end = values.get(values.size() - 1).time();
    long at = end + when;
    Optional<Expected> before = baseline.expected(at, 0);
    baseline.learn(at, wild);
    Optional<Expected> after = baseline.expected(at, 0);
    if (before.isPresent() && after.isPresent()) {
      double deviation = before.get().deviation();
      double step = Baseline.CLIP * (1 / 12.0 + (season == null ? 0 : 0.5));
      assertThat(Math.abs(after.get().value() - before.get().value()))
          .isLessThanOrEqualTo(step * deviation * (1 + 1e-9));
      // the first move of a sensor that never moved is taken for its step
      assertThat(after.get().deviation())
          .isBetween(0.9 * deviation, Baseline.CLIP * 1.2 * deviation);
    }
  }

  @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
  void shouldRaiseHardlyAnAlarmOverNoise(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 1, max = 600) double secondsBetween,
      @ForAll("seasons") @Nullable Long season) {
    Random random = new Random(seed);
    Baseline baseline = baseline(season);
    // a warm-up of some 200 values: fewer do not tell the deviation well
    long warmUp = (long) (200 * secondsBetween * SECOND);
    long time = EPOCH;
    int alarms = 0;
    int checked = 0;
    for (int count = 0; count < 20_000; count++) {
      // irregular: a few times the mean now and then
      time += (long) (-Math.log(1 - random.nextDouble()) * secondsBetween * SECOND);
      double value = 70 + 2 * random.nextGaussian();
      Optional<Expected> expected = baseline.expected(time, warmUp);
      if (expected.isPresent()) {
        checked++;
        double score = (value - expected.get().value()) / expected.get().deviation();
        alarms += Math.abs(score) > 5 ? 1 : 0;
      }
      baseline.learn(time, value);
    }
    assertThat(checked).isGreaterThan(15_000);
    assertThat(alarms).isLessThanOrEqualTo(1);
    assertThat(baseline.expected(time, 0).orElseThrow().deviation()).isBetween(1.5, 2.7);
  }

  private static Baseline baseline(@Nullable Long season) {
    return new Baseline(new BaselineSpeed(2 * DAY, season));
  }

  private static List<Optional<Expected>> expected(List<Value> values, @Nullable Long season) {
    Baseline baseline = baseline(season);
    List<Optional<Expected>> all = new ArrayList<>();
    for (Value value : values) {
      baseline.learn(value.time(), value.value());
      all.add(baseline.expected(value.time(), 0));
    }
    return all;
  }

  private static List<Value> mapped(
      List<Value> values, LongUnaryOperator times, DoubleUnaryOperator numbers) {
    return values.stream()
        .map(
            value ->
                new Value(times.applyAsLong(value.time()), numbers.applyAsDouble(value.value())))
        .toList();
  }

  @Provide
  Arbitrary<Long> seasons() {
    return Arbitraries.of(DAY, 7 * DAY).injectNull(0.4);
  }

  /** Noise around some level, mostly in order, with outliers. */
  @Provide
  Arbitrary<List<Value>> noise() {
    return values(
        Arbitraries.doubles()
            .between(-1, 1)
            .ofScale(4)
            .map(part -> 50 + (part > 0.95 ? 100 : 3) * part));
  }

  @Provide
  Arbitrary<List<Value>> wild() {
    return values(Arbitraries.oneOf(anything(), Arbitraries.of(0.0, 20.0, 20.5)));
  }

  @Provide
  Arbitrary<Double> anything() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-1e100, 1e100),
        Arbitraries.doubles().between(-100, 100),
        Arbitraries.of(1e100, -1e100, 1e-300, Double.MIN_VALUE, -0.0));
  }

  private static Arbitrary<List<Value>> values(Arbitrary<Double> values) {
    // now and then late, at the same time, or after a long silence
    Arbitrary<Long> steps =
        Arbitraries.frequencyOf(
            Tuple.of(10, Arbitraries.longs().between(SECOND, HOUR)),
            Tuple.of(2, Arbitraries.longs().between(-DAY, 0)),
            Tuple.of(1, Arbitraries.longs().between(0, 400 * DAY)));
    return Combinators.combine(steps, values)
        .as(Value::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(120)
        .map(BaselinePropertyTest::oneAfterTheOther);
  }

  /** The times of the given values are how much later each is. */
  private static List<Value> oneAfterTheOther(List<Value> values) {
    List<Value> sums = new ArrayList<>();
    long time = EPOCH;
    for (Value value : values) {
      time += value.time();
      sums.add(new Value(time, value.value()));
    }
    return sums;
  }
}
