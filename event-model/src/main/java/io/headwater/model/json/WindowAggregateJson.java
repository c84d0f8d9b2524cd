package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.CloseReason;
import io.headwater.model.Scope;
import io.headwater.model.WindowAggregate;

/**
 * A record of the aggregates topic. It carries {@code avg} and {@code stddev} instead of what they
 * are made of: a decoded summary answers all questions as the written one did, but is no longer
 * meant to be merged.
 */
public final class WindowAggregateJson extends ObjectCodec<WindowAggregate> {

  @Override
  void write(WindowAggregate window, FieldWriter out) {
    out.text("scope", window.scope().text());
    out.text("window_type", window.windowType());
    out.text("sensor_id", window.sensorId());
    out.text("location", window.location());
    out.text("device_type", window.deviceType());
    out.text("unit", window.unit());
    out.time("window_start", window.windowStart());
    out.time("window_end", window.windowEnd());
    SummaryFields.write(window.summary(), out);
    out.time("first_event_time", window.firstEventTime());
    out.time("last_event_time", window.lastEventTime());
    out.integer("anomaly_count", window.anomalyCount());
    out.integer("sensor_count", window.sensorCount());
    out.text("close_reason", window.closeReason().text());
  }

  @Override
  WindowAggregate read(FieldReader in) {
    Scope scope = null;
    String windowType = null;
    String sensorId = null;
    String location = null;
    String deviceType = null;
    String unit = null;
    Long windowStart = null;
    Long windowEnd = null;
    Long firstEventTime = null;
    Long lastEventTime = null;
    Long anomalyCount = null;
    Long sensorCount = null;
    CloseReason closeReason = null;
    SummaryFields summary = new SummaryFields();
    while (in.next()) {
      switch (in.name()) {
        case "scope" -> scope = in.named(Scope::ofText);
        case "window_type" -> windowType = in.text();
        case "sensor_id" -> sensorId = in.textOrNull();
        case "location" -> location = in.text();
        case "device_type" -> deviceType = in.text();
        case "unit" -> unit = in.textOrNull();
        case "window_start" -> windowStart = in.time();
        case "window_end" -> windowEnd = in.time();
        case "first_event_time" -> firstEventTime = in.time();
        case "last_event_time" -> lastEventTime = in.time();
        case "anomaly_count" -> anomalyCount = in.integer();
        case "sensor_count" -> sensorCount = in.integer();
        case "close_reason" -> closeReason = in.named(CloseReason::ofText);
        default -> summary.readOrSkip(in);
      }
    }
    return new WindowAggregate(
        required("scope", scope),
        required("window_type", windowType),
        sensorId,
        required("location", location),
        required("device_type", deviceType),
        unit,
        required("window_start", windowStart),
        required("window_end", windowEnd),
        summary.summary(),
        required("first_event_time", firstEventTime),
        required("last_event_time", lastEventTime),
        required("anomaly_count", anomalyCount),
        required("sensor_count", sensorCount),
        required("close_reason", closeReason));
  }
}
