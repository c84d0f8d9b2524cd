package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The JSON Schemas (2020-12) of the topics' records, as resources of this module. Tests hold the
 * codecs against them; a consumer in another language can generate its types from them.
 */
public enum ContractSchema {
  SENSOR_EVENT("sensor-event"),
  SENSOR_REFERENCE("sensor-reference"),
  DETECTION_RULE("detection-rule"),
  ENRICHED_EVENT("enriched-event"),
  WINDOW_AGGREGATE("window-aggregate"),
  ANOMALY("anomaly"),
  ALERT("alert"),
  UNDELIVERED_ALERT("undelivered-alert"),
  REJECTED_EVENT("rejected-event");

  private final String resource;

  ContractSchema(String name) {
    resource = "/io/headwater/model/schemas/" + name + ".schema.json";
  }

  /** The schema's own text. */
  public String text() {
    try (InputStream in = ContractSchema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
