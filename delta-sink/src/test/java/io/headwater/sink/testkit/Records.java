package io.headwater.sink.testkit;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.RejectReason;
import io.headwater.model.RejectedEvent;
import io.headwater.model.RejectedEvent.Header;
import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.Severity;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A small plant: one record of every kind, to be varied by tests. */
public final class Records {

  /** The record timestamp of {@link #at}, milliseconds since the epoch. */
  public static final long RECORD_TIME = 1_767_225_601_500L; // 2026-01-01T00:00:01.500Z

  private Records() {}

  public static long time(String text) {
    return EventTime.parse(text).orElseThrow();
  }

  /** A reading of the oven's thermometer, which the plant knows. */
  public static EnrichedEvent reading(String sensorId, String eventTime, double value) {
    return new EnrichedEvent(
        new SensorEvent(
            sensorId,
            "temperature",
            time(eventTime),
            value,
            "fahrenheit",
            "hall-1",
            "normal",
            "{\"batch\":17}"),
        new SensorReference("Ulm", "L3", "oven-2", "Oven door", "celsius", null, null),
        List.of(),
        false,
        new Origin("sensor-events", 0, 7));
  }

  /** A reading with as little in it as the contract allows. */
  public static EnrichedEvent bareReading(String sensorId, String eventTime, double value) {
    return new EnrichedEvent(
        new SensorEvent(
            sensorId, "vibration", time(eventTime), value, null, "hall-1", "normal", null),
        SensorReference.UNKNOWN,
        List.of("threshold-high", "status-error"),
        true,
        new Origin("sensor-events", 0, 8));
  }

  public static WindowAggregate window(
      Scope scope, String windowType, String start, String end, Summary summary) {
    return new WindowAggregate(
        scope,
        windowType,
        scope == Scope.SENSOR ? "sensor-1" : null,
        "hall-1",
        "temperature",
        "fahrenheit",
        time(start),
        time(end),
        summary,
        time(start) + 1,
        time(end) - 1,
        2,
        scope == Scope.SENSOR ? 1 : 40,
        CloseReason.WATERMARK);
  }

  public static Anomaly anomaly() {
    return new Anomaly(
        "threshold-high:0:sensor-events:0:7",
        "threshold-high",
        0,
        AnomalyKind.THRESHOLD,
        Severity.HIGH,
        "sensor-1",
        "temperature",
        "hall-1",
        time("2026-01-01T00:00:00.123456Z"),
        101.0,
        "fahrenheit",
        100.0,
        null,
        "101.0 °F is above 100 °F",
        new Origin("sensor-events", 0, 7));
  }

  public static Alert alert() {
    return new Alert(
        "missing-data:sensor-1:1767225600000000",
        Alert.State.OPENED,
        time("2026-01-01T00:00:00Z"),
        time("2026-01-02T00:05:00Z"),
        "missing-data",
        3,
        AnomalyKind.MISSING_DATA,
        Severity.CRITICAL,
        "sensor-1",
        "temperature",
        "hall-1",
        "celsius",
        null,
        null,
        null,
        1,
        List.of(),
        1,
        "missing-data:hall-1",
        "silent for 5 minutes");
  }

  public static RejectedEvent deadLetter() {
    return new RejectedEvent(
        RejectReason.MALFORMED_JSON,
        "Unexpected character at byte 3",
        "{\"x".getBytes(StandardCharsets.UTF_8),
        new Origin("sensor-events", 2, 9_000_000_000L),
        RECORD_TIME,
        null,
        List.of(
            new Header("trace", new byte[] {1, 2, 3}),
            new Header("empty", new byte[0]),
            new Header("none", null)));
  }

  /** A record of a topic with that value. */
  public static ConsumerRecord<byte[], byte[]> at(
      String topic, int partition, long offset, byte[] value) {
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        RECORD_TIME,
        TimestampType.CREATE_TIME,
        -1,
        value.length,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
