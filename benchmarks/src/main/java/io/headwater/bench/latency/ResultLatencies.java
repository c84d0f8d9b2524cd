package io.headwater.bench.latency;

import io.headwater.bench.load.Schedule;
import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes down how long each result took, by its kind. For use by one thread. */
final class ResultLatencies {

  /** Results that are records of a topic. */
  static final List<Result> RECORDS =
      List.of(Result.ENRICHED, Result.ANOMALY, Result.OPENED, Result.RESOLVED);

  private static final int DIGITS = 3;

  private final Schedule schedule;
  private final SampleListener samples;
  private final EnrichedEventJson enriched = new EnrichedEventJson();
  private final AnomalyJson anomalies = new AnomalyJson();
  private final AlertJson alerts = new AlertJson();
  private final Map<Result, Histogram> nanos = new EnumMap<>(Result.class);

  /**
   * @param samples is shown the enriched events
   */
  ResultLatencies(Schedule schedule, SampleListener samples) {
    this.schedule = schedule;
    this.samples = samples;
    for (Result result : RECORDS) {
      nanos.put(result, new Histogram(DIGITS));
    }
  }

  /**
   * An enriched event was read.
   *
   * @param nowNanos nanoseconds after the schedule's start
   */
  void enriched(ConsumerRecord<byte[], byte[]> record, long nowNanos) {
    long eventTime = enriched.decode(record.value()).event().eventTime();
    took(Result.ENRICHED, eventTime, nowNanos);
    samples.read(record.partition(), record.offset(), eventTime);
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

  Map<Result, Percentiles> percentiles() {
    Map<Result, Percentiles> percentiles = new EnumMap<>(Result.class);
    nanos.forEach((result, took) -> percentiles.put(result, Percentiles.of(took)));
    return percentiles;
  }

  private void took(Result result, long eventTime, long nowNanos) {
    if (schedule.isMeasured(eventTime)) {
      nanos.get(result).recordValue(Math.max(0, schedule.latencyNanos(eventTime, nowNanos)));
    }
  }
}
