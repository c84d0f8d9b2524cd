package io.headwater.model;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Numbers as sensors give them, as computing with these does, and any others. */
public final class Numbers {

  private static final double[] BORDERS = {0, Double.MIN_NORMAL, 1e-3, 1, 1e7, 1e15, 1e22};

  private Numbers() {}

  /** Any finite number. */
  public static Arbitrary<Double> finite() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, readings()),
        Tuple.of(2, readings().list().ofMinSize(2).ofMaxSize(9).map(Numbers::average)),
        Tuple.of(2, Arbitraries.doubles().between(-1e7, 1e7).ofScale(9)),
        Tuple.of(2, Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite)),
        Tuple.of(1, nearBorders()));
  }

  /** Few digits before the point, and few after it. */
  private static Arbitrary<Double> readings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9), Arbitraries.integers().between(0, 9))
        .as(Tuple::of)
        .flatMap(
            digits ->
                Arbitraries.longs()
                    .between(0, (long) Math.pow(10, digits.get1() + digits.get2()))
                    .map(digitsOfBoth -> digitsOfBoth / Math.pow(10, digits.get2())))
        .flatMap(size -> Arbitraries.of(size, -size));
  }

  private static double average(Iterable<Double> readings) {
    double sum = 0;
    int count = 0;
    for (double reading : readings) {
      sum += reading;
      count++;
    }
    return sum / count;
  }

  private static Arbitrary<Double> nearBorders() {
    return Combinators.combine(
            Arbitraries.integers().between(0, BORDERS.length - 1),
            Arbitraries.<DoubleUnaryOperator>of(Math::nextUp, Math::nextDown, value -> value),
            Arbitraries.of(1, -1))
        .as((border, step, sign) -> sign * step.applyAsDouble(BORDERS[border]));
  }
}
