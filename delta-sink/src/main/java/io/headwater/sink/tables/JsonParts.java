package io.headwater.sink.tables;

import io.headwater.sink.delta.TableDescription.SinkPosition;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What several answers have in them. */
final class JsonParts {

  private JsonParts() {}

  static void figures(JsonGenerator json, TableFigures figures) {
    json.writeNumberProperty("files", figures.files());
    json.writeNumberProperty("small_files", figures.small());
    json.writeNumberProperty("rows", figures.rows());
    json.writeNumberProperty("bytes", figures.bytes());
    json.writeNumberProperty("files_without_statistics", figures.withoutStatistics());
  }

  static void positions(JsonGenerator json, List<SinkPosition> positions) {
    json.writeArrayPropertyStart("positions");
    for (SinkPosition position : positions) {
      json.writeStartObject();
      json.writeStringProperty("sink_id", position.sinkId());
      json.writeStringProperty("topic", position.topic());
      json.writeNumberProperty("partition", position.partition());
      json.writeNumberProperty("next_offset", position.next());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
