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
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.sink.config.TableCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A plant's past, record by record: each is a function of its topic and offset alone, so that two
 * processes agree on what a table must hold. A day has about 200 records; a sensor tells 50 in a
 * row and is never heard of again.
 */
public final class History {

  private static final long BEGIN = EventTime.parse("2026-01-01T00:00:00.123457Z").orElseThrow();
  private static final long STEP = Duration.ofMinutes(7).toNanos() / 1_000 + 1;
  private static final int RECORDS_OF_A_SENSOR = 50;
  private static final List<String> WINDOWS = List.of("1m", "5m", "1h", "session");

  private History() {}

  /** The record at {@code offset} of a table's topic. */
  public static byte[] record(String table, long offset) {
    return switch (table) {
      case TableCatalog.EVENTS -> new EnrichedEventJson().encode(event(offset));
      case TableCatalog.AGGREGATES -> new WindowAggregateJson().encode(window(offset));
      case TableCatalog.ANOMALIES -> new AnomalyJson().encode(anomaly(offset));
      case TableCatalog.ALERTS -> new AlertJson().encode(alert(offset));
      case TableCatalog.REJECTED_EVENTS -> new RejectedEventJson().encode(deadLetter(offset));
      default -> throw new IllegalArgumentException("There is no table " + table);
    };
  }

  /** When it happened, in microseconds since the epoch. */
  public static long time(long offset) {
    return BEGIN + offset * STEP;
  }

  /** When a sink took it in, in microseconds since the epoch. */
  public static long ingestedAt(long offset) {
    return time(offset) + 1_500_000;
  }

  /** Who told it. */
  public static String sensor(long offset) {
    return "sensor-%04d".formatted(offset / RECORDS_OF_A_SENSOR);
  }

  private static EnrichedEvent event(long offset) {
    boolean known = offset % 3 != 0;
    return new EnrichedEvent(
        new SensorEvent(
            sensor(offset),
            "temperature",
            time(offset),
            offset / 7.0,
            known ? "°F" : null,
            "Halle \"Süd\" 1/2",
            "normal",
            known ? "{\"batch\":" + offset + "}" : null),
        known
            ? new SensorReference("Ulm", "L3", "oven-2", "Oven door", "celsius", null, null)
            : SensorReference.UNKNOWN,
        offset % 5 == 0 ? List.of("threshold-high", "status-error") : List.of(),
        offset % 11 == 0,
        origin(offset));
  }

  private static WindowAggregate window(long offset) {
    Scope scope = offset % 8 < 4 ? Scope.SENSOR : Scope.LOCATION;
    long start = time(offset) - time(offset) % 60_000_000;
    return new WindowAggregate(
        scope,
        WINDOWS.get((int) (offset % WINDOWS.size())),
        scope == Scope.SENSOR ? sensor(offset) : null,
        "hall-1",
        "temperature",
        offset % 3 == 0 ? null : "fahrenheit",
        start,
        start + 60_000_000,
        Summary.of(offset / 7.0).plus(offset / 3.0),
        start + 1,
        start + 59_999_999,
        offset % 2,
        scope == Scope.SENSOR ? 1 : 40,
        offset % 9 == 0 ? CloseReason.IDLE : CloseReason.WATERMARK);
  }

  private static Anomaly anomaly(long offset) {
    boolean silence = offset % 4 == 0;
    return new Anomaly(
        "anomaly-" + offset,
        silence ? "missing-data" : "threshold-high",
        (int) (offset % 3),
        silence ? AnomalyKind.MISSING_DATA : AnomalyKind.THRESHOLD,
        Severity.HIGH,
        sensor(offset),
        "temperature",
        "hall-1",
        time(offset),
        silence ? null : 100 + offset / 7.0,
        silence ? null : "fahrenheit",
        silence ? null : 100.0,
        offset % 6 == 1 ? new Anomaly.Expected(10, 20, offset / 3.0) : null,
        silence ? "silent for 5 minutes" : "above 100 °F",
        origin(offset));
  }

  private static Alert alert(long offset) {
    boolean ofLocation = offset % 5 == 0;
    return new Alert(
        "alert-" + offset / 2,
        offset % 2 == 0 ? Alert.State.OPENED : Alert.State.RESOLVED,
        time(offset - offset % 2),
        time(offset),
        "threshold-high",
        3,
        AnomalyKind.THRESHOLD,
        Severity.CRITICAL,
        ofLocation ? null : sensor(offset),
        "temperature",
        "hall-1",
        "celsius",
        ofLocation ? null : 101.5,
        ofLocation ? null : 102.25,
        ofLocation ? null : offset / 7.0,
        offset,
        ofLocation ? List.of(sensor(offset), sensor(offset + RECORDS_OF_A_SENSOR)) : List.of(),
        ofLocation ? 2 : 1,
        ofLocation ? null : "alert-of-hall-1",
        "above 100 °F");
  }

  private static RejectedEvent deadLetter(long offset) {
    return new RejectedEvent(
        RejectReason.MALFORMED_JSON,
        "Unexpected character at byte " + offset,
        ("{\"x" + offset).getBytes(StandardCharsets.UTF_8),
        origin(offset),
        Records.RECORD_TIME,
        offset % 2 == 0 ? null : new byte[] {1, (byte) offset},
        offset % 3 == 0
            ? List.of()
            : List.of(new Header("trace", new byte[] {1, 2, 3}), new Header("none", null)));
  }

  private static Origin origin(long offset) {
    return new Origin("sensor-events", (int) (offset % 3), 9_000_000_000L + offset);
  }

  /** When it happened, as text. */
  public static String instant(long offset) {
    return EventTime.toInstant(time(offset)).toString();
  }
}
