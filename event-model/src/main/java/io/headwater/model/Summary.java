package io.headwater.model;

/**
 * Count, sum, extremes and spread of a set of values, mergeable: the summary of a union is the
 * merge of the summaries, whatever the order, but for the rounding below.
 *
 * <p>The sum is kept as an unevaluated pair {@code sum + sumError} (double-double, made of Knuth's
 * TwoSum), the spread as M2, the sum of squared distances from the mean, updated after Welford
 * (1962) and merged after Chan, Golub and LeVeque (1983) with means taken from that pair. The sum
 * so stays within {@code count · 2^-104} of the sum of the <em>magnitudes</em>: it agrees with
 * exact arithmetic to 1e-9 relative until the values cancel by more than 1e22 / count, where a
 * plain sum gives up at 1e7 / count. The standard deviation agrees to 1e-9 relative however far the
 * mean dwarfs it, if it is at least 1e-140; below that squares leave the range of a double, and the
 * spread counts as none.
 *
 * <p>Values must be finite and at most 1e100 in magnitude, as events are; then nothing overflows.
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

  /** This summary with one value more. */
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
    // Dekker's FastTwoSum: back to a rounded sum and the rest
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

  /** Arithmetic mean, never outside {@link #min} and {@link #max}; NaN when empty. */
  public double avg() {
    // three times 0.1 is a sum whose third is more than 0.1
    return Math.max(min, Math.min(max, sum / count));
  }

  /** Population standard deviation; NaN when empty. */
  public double stddev() {
    return Math.sqrt(m2 / count);
  }
}
