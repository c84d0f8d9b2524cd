package io.headwater.model;

/**
 * Count, sum, extremes and spread of a set of values, mergeable: the summary of a union is the
 * merge of the summaries, whatever the order.
 *
 * <p>The sum is kept as an unevaluated pair {@code sum + sumError} (double-double, made of Knuth's
 * TwoSum), the spread as M2, the sum of squared distances from the mean, updated after Welford
 * (1962) and merged after Chan, Golub and LeVeque (1983) with a mean taken from that pair. Sum and
 * standard deviation so agree with exact arithmetic to 1e-9 relative also for values that nearly
 * cancel or whose mean dwarfs their spread, where the textbook formulas do not.
 *
 * @param count of values; 0 for {@link #EMPTY} only
 * @param sum of the values, rounded to a double
 * @param sumError what {@code sum} lacks of the exact sum
 * @param min {@code +Infinity} when empty
 * @param max {@code -Infinity} when empty
 * @param m2 sum of the squared distances from the mean; 0 when empty
 */
public record Summary(long count, double sum, double sumError, double min, double max, double m2) {

  /** Of no values: the neutral element of {@link #merge}. */
  public static final Summary EMPTY =
      new Summary(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0);

  /** The summary of one value. */
  public static Summary of(double value) {
    return new Summary(1, value, 0, value, value, 0);
  }

  /** This summary with one value more. The value must be finite. */
  public Summary plus(double value) {
    if (count == 0) {
      return of(value);
    }
    return mergeNonEmpty(1, value, 0, value, value, 0);
  }

  /** The summary of the union of both sets. */
  public Summary merge(Summary other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    return mergeNonEmpty(other.count, other.sum, other.sumError, other.min, other.max, other.m2);
  }

  private Summary mergeNonEmpty(
      long otherCount,
      double otherSum,
      double otherSumError,
      double otherMin,
      double otherMax,
      double otherM2) {
    long total = count + otherCount;
    // Knuth's TwoSum: high + low is exactly sum + otherSum
    double high = sum + otherSum;
    double virtual = high - sum;
    double low = (sum - (high - virtual)) + (otherSum - virtual) + (sumError + otherSumError);
    double newSum = high + low;
    double newSumError = low - (newSum - high);
    double distance = meanDifference(count, sum, sumError, otherCount, otherSum, otherSumError);
    double weight = (double) count * otherCount / total;
    return new Summary(
        total,
        newSum,
        newSumError,
        Math.min(min, otherMin),
        Math.max(max, otherMax),
        m2 + otherM2 + distance * distance * weight);
  }

  /** The difference of two means, accurate also where both are large and close. */
  private static double meanDifference(
      long countA, double sumA, double errorA, long countB, double sumB, double errorB) {
    double meanA = sumA / countA;
    double meanB = sumB / countB;
    // what the rounded quotient lacks: the remainder (exact by fma) and the sum's own error
    double restA = (Math.fma(-meanA, (double) countA, sumA) + errorA) / countA;
    double restB = (Math.fma(-meanB, (double) countB, sumB) + errorB) / countB;
    return (meanB - meanA) + (restB - restA);
  }

  /** Arithmetic mean; NaN when empty. */
  public double avg() {
    return sum / count;
  }

  /** Population standard deviation; NaN when empty. */
  public double stddev() {
    return Math.sqrt(m2 / count);
  }
}
