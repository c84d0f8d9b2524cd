package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

  private static final double PROMISED = 1e-9;

  // --- against exact arithmetic -----------------------------------------------------------------

  @Property
  void shouldAgreeWithExactArithmeticForReadings(@ForAll("readings") List<Double> values) {
    assertExact(values, summaryOf(values));
  }

  @Property
  void shouldAgreeWithExactArithmeticWhenMergedFromPanes(@ForAll("readings") List<Double> values) {
    assertExact(values, mergedFromPanes(values, 7));
  }

  @Property
  void shouldAgreeWithExactArithmeticWhenTheMeanDwarfsTheSpread(
      @ForAll("clusters") List<Double> values) {
    assertExact(values, summaryOf(values));
    assertExact(values, mergedFromPanes(values, 5));
  }

  @Property
  void shouldAgreeWithExactArithmeticWhenValuesNearlyCancel(
      @ForAll("cancelling") List<Double> values) {
    assertExact(values, summaryOf(values));
    assertExact(values, mergedFromPanes(values, 3));
  }

  @Property
  void shouldAgreeWithExactArithmeticUpToTheLargestReading(@ForAll("huge") List<Double> values) {
    assertExact(values, summaryOf(values));
    assertExact(values, mergedFromPanes(values, 4));
  }

  @Test
  void shouldKeepSmallReadingsBesideAFaultThatCancels() {
    // Given a sensor that sends nonsense once, and its opposite once
    List<Double> values = List.of(1e100, 98.5, 0.25, -1e100);

    assertThat(summaryOf(values).sum()).isEqualTo(98.75);
  }

  @Test
  void shouldLoseNoMoreThanPromisedWhenAlmostNothingIsLeft() {
    // Given decimals that cancel but for what doubles make of them, 1e32 below the largest
    List<Double> values = List.of(1e13, -1e-4, -0.0016, -1e13, 0.0017);

    assertExact(values, summaryOf(values));
    assertExact(values, mergedFromPanes(values, 3));
  }

  @Test
  void shouldStayExactOverALongHour() {
    // Given an hour at 100 Hz around 1e9, which moves by no more than thousandths
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 360_000; i++) {
      values.add(1e9 + (i % 7) * 0.001);
    }

    assertExact(values, summaryOf(values));
    assertExact(values, mergedFromPanes(values, 6_000));
  }

  // --- the algebra of merging -------------------------------------------------------------------

  @Property
  void shouldMergeInEitherOrder(
      @ForAll("readings") List<Double> left, @ForAll("readings") List<Double> right) {
    Summary a = summaryOf(left);
    Summary b = summaryOf(right);

    assertClose(a.merge(b), b.merge(a), scale(left, right));
  }

  @Property
  void shouldMergeInAnyGrouping(
      @ForAll("readings") List<Double> first,
      @ForAll("readings") List<Double> second,
      @ForAll("readings") List<Double> third) {
    Summary a = summaryOf(first);
    Summary b = summaryOf(second);
    Summary c = summaryOf(third);

    assertClose(
        a.merge(b).merge(c), a.merge(b.merge(c)), Math.max(scale(first, second), scale(third)));
  }

  @Property
  void shouldNotChangeWhenMergedWithNothing(@ForAll("readings") List<Double> values) {
    Summary summary = summaryOf(values);

    assertThat(summary.merge(Summary.EMPTY)).isEqualTo(summary);
    assertThat(Summary.EMPTY.merge(summary)).isEqualTo(summary);
  }

  @Property
  void shouldAddAValueAsItMergesOne(
      @ForAll("readings") List<Double> values, @ForAll("reading") double next) {
    Summary summary = summaryOf(values);

    assertThat(summary.plus(next)).isEqualTo(summary.merge(Summary.of(next)));
  }

  // --- what people will check by hand -----------------------------------------------------------

  @Test
  void shouldSummariseWhatASchoolbookDoes() {
    Summary summary = summaryOf(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));

    assertThat(summary.count()).isEqualTo(8);
    assertThat(summary.sum()).isEqualTo(40);
    assertThat(summary.min()).isEqualTo(2);
    assertThat(summary.max()).isEqualTo(9);
    assertThat(summary.avg()).isEqualTo(5);
    assertThat(summary.stddev()).isEqualTo(2);
  }

  @Test
  void shouldKnowNothingOfNoValues() {
    assertThat(Summary.EMPTY.count()).isZero();
    assertThat(Summary.EMPTY.sum()).isZero();
    assertThat(Summary.EMPTY.avg()).isNaN();
    assertThat(Summary.EMPTY.stddev()).isNaN();
    assertThat(Summary.EMPTY.merge(Summary.EMPTY)).isEqualTo(Summary.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -1.1, 98.6, 1e100, -1e100, 1e-300})
  void shouldFindNoSpreadInAConstant(double value) {
    Summary summary = Summary.EMPTY;
    for (int i = 1; i <= 1_000; i++) {
      summary = summary.plus(value);

      assertThat(summary.stddev()).isZero();
      assertThat(summary.avg()).isEqualTo(value);
    }
  }

  @Property
  void shouldKeepTheMeanBetweenTheExtremes(@ForAll("readings") List<Double> values) {
    Summary summary = summaryOf(values);

    assertThat(summary.avg()).isBetween(summary.min(), summary.max());
  }

  // --- fixtures ---------------------------------------------------------------------------------

  @Provide
  Arbitrary<Double> reading() {
    return Arbitraries.doubles().between(-1_000, 1_000).ofScale(4);
  }

  @Provide
  Arbitrary<List<Double>> readings() {
    return reading().list().ofMinSize(1).ofMaxSize(60);
  }

  /** Up to 1e12 times farther from zero than from each other. */
  @Provide
  Arbitrary<List<Double>> clusters() {
    Arbitrary<Double> centre =
        Combinators.combine(
                Arbitraries.doubles().between(1, 9.5).ofScale(3),
                Arbitraries.integers().between(0, 12))
            .as((mantissa, exponent) -> mantissa * Math.pow(10, exponent));
    return Combinators.combine(centre, reading().list().ofMinSize(1).ofMaxSize(60))
        .as((at, values) -> values.stream().map(value -> at + value / 1_000).toList());
  }

  /** Large values that cancel in pairs, among them small ones that stay. */
  @Provide
  Arbitrary<List<Double>> cancelling() {
    Arbitrary<Double> large =
        Combinators.combine(
                Arbitraries.doubles().between(1, 9.5).ofScale(3),
                Arbitraries.integers().between(3, 17))
            .as((mantissa, exponent) -> mantissa * Math.pow(10, exponent));
    return Combinators.combine(
            large.list().ofMinSize(1).ofMaxSize(15), reading().list().ofMinSize(1).ofMaxSize(15))
        .flatAs(
            (pairs, rest) -> {
              List<Double> values = new ArrayList<>(rest);
              for (double value : pairs) {
                values.add(value);
                values.add(-value);
              }
              return Arbitraries.shuffle(values);
            });
  }

  @Provide
  Arbitrary<List<Double>> huge() {
    return Arbitraries.doubles()
        .between(-1e100, 1e100)
        .ofScale(0)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static Summary summaryOf(List<Double> values) {
    Summary summary = Summary.EMPTY;
    for (double value : values) {
      summary = summary.plus(value);
    }
    return summary;
  }

  private static Summary mergedFromPanes(List<Double> values, int paneSize) {
    Summary merged = Summary.EMPTY;
    for (int from = 0; from < values.size(); from += paneSize) {
      merged =
          merged.merge(summaryOf(values.subList(from, Math.min(from + paneSize, values.size()))));
    }
    return merged;
  }

  private static void assertExact(List<Double> values, Summary summary) {
    BigDecimal count = BigDecimal.valueOf(values.size());
    BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    MathContext digits = new MathContext(250);
    BigDecimal mean = sum.divide(count, digits);
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : values) {
      squares = squares.add(new BigDecimal(value).subtract(mean).pow(2), digits);
    }
    double stddev = squares.divide(count, digits).sqrt(MathContext.DECIMAL64).doubleValue();

    assertThat(summary.count()).isEqualTo(values.size());
    // beyond the range that Summary promises 1e-9 for, it promises this
    double magnitudes = values.stream().mapToDouble(Math::abs).sum();
    boolean cancels = magnitudes * values.size() > Math.abs(sum.doubleValue()) * 1e22;
    double lost = cancels ? values.size() * Math.scalb(magnitudes, -104) : 0;
    assertThat(summary.sum())
        .isCloseTo(sum.doubleValue(), within(Math.abs(sum.doubleValue()) * PROMISED + lost));
    assertThat(summary.avg())
        .isCloseTo(
            mean.doubleValue(),
            within(Math.abs(mean.doubleValue()) * PROMISED + lost / values.size()));
    assertThat(summary.stddev()).isCloseTo(stddev, relative(stddev));
    assertThat(summary.min()).isEqualTo(values.stream().mapToDouble(v -> v).min().orElseThrow());
    assertThat(summary.max()).isEqualTo(values.stream().mapToDouble(v -> v).max().orElseThrow());
  }

  private static Offset<Double> relative(double exact) {
    return within(Math.abs(exact) * PROMISED);
  }

  private static void assertClose(Summary one, Summary other, double scale) {
    assertThat(one.count()).isEqualTo(other.count());
    assertThat(one.sum()).isCloseTo(other.sum(), within(scale * 1e-25));
    assertThat(one.min()).isEqualTo(other.min());
    assertThat(one.max()).isEqualTo(other.max());
    assertThat(one.stddev()).isCloseTo(other.stddev(), relative(other.stddev()));
  }

  /** Of the values' magnitudes. */
  @SafeVarargs
  private static double scale(List<Double>... lists) {
    double scale = Double.MIN_NORMAL;
    for (List<Double> values : lists) {
      for (double value : values) {
        scale += Math.abs(value);
      }
    }
    return scale;
  }
}
