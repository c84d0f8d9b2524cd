package io.headwater.bench.soak;

import io.headwater.bench.report.Spread;
import java.util.List;

/**
 * Where a figure goes over a time. Its first tenth counts as warm-up and is in nothing; what is not
 * a number was not looked at.
 *
 * @param secondTenth average
 * @param middleTenth average of the tenth in the middle
 * @param lastTenth average
 * @param slopePerHour by least squares
 * @param firstThird median of the first third of what is left without the warm-up
 * @param middleThird median of the second
 * @param lastThird median of the last
 * @param grows whether the medians rise from third to third, the last is more than {@link
 *     #TOLERANCE} higher than the first, and higher than three quarters of what was seen in the
 *     first third
 */
record Trend(
    double secondTenth,
    double middleTenth,
    double lastTenth,
    double slopePerHour,
    double firstThird,
    double middleThird,
    double lastThird,
    boolean grows) {

  /** The share of the time that is warm-up. */
  static final double WARM_UP = 0.1;

  /** As much more may come by chance. */
  static final double TOLERANCE = 0.05;

  private static final double THIRD = (1 - WARM_UP) / 3;
  private static final double SECONDS_PER_HOUR = 3_600;

  /**
   * Of all points of a figure.
   *
   * @param points in the order of time
   * @param seconds the whole time, from the first event on
   */
  static Trend of(List<Point> points, double seconds) {
    List<Point> first = between(points, WARM_UP, WARM_UP + THIRD, seconds);
    double firstThird = median(first);
    double middleThird = median(between(points, WARM_UP + THIRD, WARM_UP + 2 * THIRD, seconds));
    double lastThird = median(between(points, WARM_UP + 2 * THIRD, 1, seconds));
    return new Trend(
        average(between(points, 0.1, 0.2, seconds)),
        average(between(points, 0.45, 0.55, seconds)),
        average(between(points, 0.9, 1, seconds)),
        slope(between(points, WARM_UP, 1, seconds)) * SECONDS_PER_HOUR,
        firstThird,
        middleThird,
        lastThird,
        middleThird > firstThird
            && lastThird > middleThird
            && lastThird > firstThird * (1 + TOLERANCE)
            && lastThird > upperQuartile(first));
  }

  private static List<Point> between(List<Point> points, double from, double to, double seconds) {
    return points.stream()
        .filter(point -> point.seconds() >= from * seconds && point.seconds() < to * seconds)
        .toList();
  }

  private static double average(List<Point> points) {
    return points.stream().mapToDouble(Point::value).average().orElse(Double.NaN);
  }

  private static double median(List<Point> points) {
    return points.isEmpty()
        ? Double.NaN
        : Spread.of(points.stream().map(Point::value).toList()).median();
  }

  /** The least value that three quarters of all do not pass. */
  private static double upperQuartile(List<Point> points) {
    double[] sorted = points.stream().mapToDouble(Point::value).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(sorted.length * 0.75) - 1];
  }

  /** A second's. */
  private static double slope(List<Point> points) {
    double at = points.stream().mapToDouble(Point::seconds).average().orElse(Double.NaN);
    double value = average(points);
    double together = 0;
    double alone = 0;
    for (Point point : points) {
      together += (point.seconds() - at) * (point.value() - value);
      alone += (point.seconds() - at) * (point.seconds() - at);
    }
    return together / alone;
  }
}
