package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import java.util.List;

/**
 * A record of the enriched topic. The plant's fields stand beside the event's own; a sensor's
 * limits stay in the reference topic, so a decoded event has none.
 */
public final class EnrichedEventJson extends ObjectCodec<EnrichedEvent> {

  @Override
  void write(EnrichedEvent enriched, FieldWriter out) {
    SensorEvent event = enriched.event();
    out.text("sensor_id", event.sensorId());
    out.text("device_type", event.deviceType());
    out.time("event_time", event.eventTime());
    out.number("value", event.value());
    out.text("unit", event.unit());
    out.text("location", event.location());
    out.text("status", event.status());
    out.text("attributes", event.attributes());
    SensorReferenceJson.writePlant(enriched.reference(), out);
    out.texts("anomalies", enriched.anomalies());
    out.flag("late", enriched.late());
    OriginFields.write(enriched.origin(), out);
  }

  @Override
  EnrichedEvent read(FieldReader in) {
    String sensorId = null;
    String deviceType = null;
    Long eventTime = null;
    Double value = null;
    String unit = null;
    String location = null;
    String status = null;
    String attributes = null;
    String site = null;
    String line = null;
    String machine = null;
    String displayName = null;
    String expectedUnit = null;
    List<String> anomalies = null;
    Boolean late = null;
    OriginFields origin = new OriginFields();
    while (in.next()) {
      switch (in.name()) {
        case "sensor_id" -> sensorId = in.text();
        case "device_type" -> deviceType = in.text();
        case "event_time" -> eventTime = in.time();
        case "value" -> value = in.number();
        case "unit" -> unit = in.textOrNull();
        case "location" -> location = in.text();
        case "status" -> status = in.text();
        case "attributes" -> attributes = in.textOrNull();
        case "site" -> site = in.textOrNull();
        case "line" -> line = in.textOrNull();
        case "machine" -> machine = in.textOrNull();
        case "display_name" -> displayName = in.textOrNull();
        case "expected_unit" -> expectedUnit = in.textOrNull();
        case "anomalies" -> anomalies = in.list(FieldReader::text);
        case "late" -> late = in.flag();
        default -> origin.readOrSkip(in);
      }
    }
    return new EnrichedEvent(
        new SensorEvent(
            required("sensor_id", sensorId),
            required("device_type", deviceType),
            required("event_time", eventTime),
            required("value", value),
            unit,
            required("location", location),
            required("status", status),
            attributes),
        new SensorReference(site, line, machine, displayName, expectedUnit, null, null),
        required("anomalies", anomalies),
        required("late", late),
        origin.origin());
  }
}
