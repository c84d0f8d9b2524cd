package io.headwater.streams.oracle;

import static java.util.Comparator.comparingLong;

import io.headwater.model.SensorEvent;
import io.headwater.streams.oracle.Input.Reading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A window that has kept every event it holds, and counts and sums them up when asked. */
record NaiveWindow(WindowKey key, List<Reading> readings) {

  /** A session: it is of the place, the kind and the unit of its last event by event time. */
  static NaiveWindow session(NaiveRules rules, List<Reading> readings) {
    SensorEvent last =
        readings.stream()
            .max(comparingLong(Reading::time).thenComparing(Reading::offset))
            .orElseThrow()
            .event();
    long end = lastTime(readings) + rules.gap();
    return new NaiveWindow(
        WindowKey.bySensor(rules.session().name(), last, firstTime(readings), end), readings);
  }

  long count() {
    return readings.size();
  }

  double sum() {
    return exactSum().doubleValue();
  }

  double min() {
    return readings.stream().mapToDouble(r -> r.event().value()).min().orElseThrow();
  }

  double max() {
    return readings.stream().mapToDouble(r -> r.event().value()).max().orElseThrow();
  }

  /** Of the population: the root of {@code (n · Σv² − (Σv)²) / n²}, exact up to the division. */
  double stddev() {
    BigDecimal count = BigDecimal.valueOf(readings.size());
    BigDecimal squares =
        readings.stream()
            .map(r -> new BigDecimal(r.event().value()).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal spread = count.multiply(squares).subtract(exactSum().pow(2));
    return Math.sqrt(spread.divide(count.pow(2), MathContext.DECIMAL128).doubleValue());
  }

  long firstTime() {
    return firstTime(readings);
  }

  long lastTime() {
    return lastTime(readings);
  }

  long anomalies() {
    return readings.stream().mapToLong(Reading::anomalies).sum();
  }

  long sensors() {
    return readings.stream().map(r -> r.event().sensorId()).distinct().count();
  }

  static long firstTime(List<Reading> readings) {
    return readings.stream().mapToLong(Reading::time).min().orElseThrow();
  }

  static long lastTime(List<Reading> readings) {
    return readings.stream().mapToLong(Reading::time).max().orElseThrow();
  }

  private BigDecimal exactSum() {
    return readings.stream()
        .map(r -> new BigDecimal(r.event().value()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
