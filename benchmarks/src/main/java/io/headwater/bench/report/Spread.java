package io.headwater.bench.report;

import java.util.Collection;

/** The middle and the ends of several measurements of the same thing. */
public record Spread(double median, double min, double max) {

  /**
   * Of at least one measurement; of an even number of them the median lies halfway between the two
   * in the middle.
   */
  public static Spread of(Collection<Double> measurements) {
    if (measurements.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured.");
    }
    double[] sorted = measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
