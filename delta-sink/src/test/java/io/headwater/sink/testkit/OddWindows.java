package io.headwater.sink.testkit;

import io.headwater.model.CloseReason;
import io.headwater.model.EventTime;
import io.headwater.model.Scope;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.WindowAggregateJson;
import java.util.List;

/**
 * Windows whose types and dates are hard on whoever makes folders and log entries of them. No
 * stream sends such; a table's partition values must survive all the same.
 */
public final class OddWindows {

  private static final List<String> TYPES =
      List.of(
          "5 m",
          " around ",
          "100%",
          "%2F",
          "a/b",
          "..",
          "a=b",
          "a:b",
          "a+b&c",
          "\"quoted\", it's",
          "back\\slash",
          "#?*{}[]^~|<>",
          "tab\tand\nline",
          "Süd – 日本 \uD83C\uDF21",
          "null",
          "x".repeat(120));

  private static final List<String> STARTS =
      List.of(
          "0001-01-01T00:00:00Z",
          "1582-10-10T12:00:00Z", // a day that only the proleptic calendar has
          "1899-12-31T23:59:00Z",
          "1969-12-31T23:59:00Z",
          "9999-12-31T23:00:00Z");

  private OddWindows() {}

  /** How many there are. */
  public static int count() {
    return TYPES.size() + STARTS.size();
  }

  /** The record at {@code offset}. */
  public static byte[] record(long offset) {
    int index = (int) offset;
    boolean oddType = index < TYPES.size();
    String type = oddType ? TYPES.get(index) : "1m";
    String start = oddType ? "2026-01-01T00:00:00Z" : STARTS.get(index - TYPES.size());
    return new WindowAggregateJson().encode(window(type, start, offset));
  }

  /** Written out, because readers' tests lack the libraries of the other fixtures. */
  private static WindowAggregate window(String type, String start, long offset) {
    long begin = EventTime.parse(start).orElseThrow();
    return new WindowAggregate(
        Scope.SENSOR,
        type,
        "sensor-1",
        "hall-1",
        "temperature",
        "fahrenheit",
        begin,
        begin + 60_000_000,
        Summary.of((double) offset),
        begin,
        begin + 1,
        0,
        1,
        CloseReason.WATERMARK);
  }
}
