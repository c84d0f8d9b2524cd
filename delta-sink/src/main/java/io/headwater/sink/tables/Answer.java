package io.headwater.sink.tables;

import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a command found or did. */
interface Answer {

  /** For people: lines of at most 100 columns, as far as names allow, each ended. */
  String text();

  /** For programs: the fields of one JSON object. Bytes, rows and milliseconds are numbers. */
  void writeTo(JsonGenerator json);

  /** A sentence for each thing that went wrong, which the answer then is without. */
  default List<String> failures() {
    return List.of();
  }

  /** {@link #writeTo}, as one line. */
  default String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      writeTo(json);
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
