package io.headwater.quickstart.demo;

import java.util.Locale;

/**
 * What the demo tells about one moment.
 *
 * @param eventsPerSecond events the stream took since the last moment
 * @param inputLag records the stream has not read yet
 * @param p50Millis event to result, median since the last moment; negative when nothing came
 * @param p99Millis the same, 99th percentile
 * @param windows closed so far by this run
 * @param anomalies found so far by this run
 * @param deltaRows committed to the tables so far by this run
 */
record LiveStatus(
    double eventsPerSecond,
    long inputLag,
    long p50Millis,
    long p99Millis,
    long windows,
    long anomalies,
    long deltaRows) {

  /** One line, short enough for a terminal of 120 columns. */
  String line(String phase) {
    String latency =
        p50Millis < 0
            ? "latency –"
            : String.format(Locale.ROOT, "latency p50 %d ms p99 %d ms", p50Millis, p99Millis);
    return String.format(
        Locale.ROOT,
        "%-8s %,.0f events/s · lag %,d · %s · windows %,d · anomalies %,d · delta rows %,d",
        phase,
        eventsPerSecond,
        inputLag,
        latency,
        windows,
        anomalies,
        deltaRows);
  }
}
