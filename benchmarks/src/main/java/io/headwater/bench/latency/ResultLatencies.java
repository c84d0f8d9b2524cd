package io.headwater.bench.latency;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Takes down how long each result took, by its kind. For use by one thread. */
final class ResultLatencies {

  private static final int DIGITS = 3;

  private final Schedule schedule;
  private final EnrichedEventJson enriched = new EnrichedEventJson();
  private final AnomalyJson anomalies = new AnomalyJson();
  private final AlertJson alerts = new AlertJson();
  private final Map<Result, Histogram> nanos = new EnumMap<>(Result.class);

  ResultLatencies(Schedule schedule) {
    this.schedule = schedule;
    for (Result result : Result.values()) {
      nanos.put(result, new Histogram(DIGITS));
    }
  }

  /**
   * An enriched event was read.
   *
   * @param nowNanos nanoseconds after the schedule's start
   */
  void enriched(byte[] value, long nowNanos) {
    took(Result.ENRICHED, enriched.decode(value).event().eventTime(), nowNanos);
  }

  /** An anomaly was read; a silence is of no event. */
  void anomaly(byte[] value, long nowNanos) {
    Anomaly anomaly = anomalies.decode(value);
    if (anomaly.kind() != AnomalyKind.MISSING_DATA) {
      took(Result.ANOMALY, anomaly.eventTime(), nowNanos);
    }
  }

  /** A change of an alert was read: it is of the time of the event that made it. */
  void alert(byte[] value, long nowNanos) {
    Alert alert = alerts.decode(value);
    if (alert.kind() != AnomalyKind.MISSING_DATA) {
      took(
          alert.state() == Alert.State.OPENED ? Result.OPENED : Result.RESOLVED,
          alert.changedAt(),
          nowNanos);
    }
  }

  Percentiles of(Result result) {
    return Percentiles.of(nanos.get(result));
  }

  private void took(Result result, long eventTime, long nowNanos) {
    if (schedule.isMeasured(eventTime)) {
      nanos.get(result).recordValue(Math.max(0, schedule.latencyNanos(eventTime, nowNanos)));
    }
  }
}
