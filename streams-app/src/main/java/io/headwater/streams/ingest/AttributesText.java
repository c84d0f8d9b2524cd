package io.headwater.streams.ingest;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Gathers fields as the text of one JSON object. Numbers keep the text they came with: 1.0e5 and an
 * integer of twenty digits are the sender's business.
 */
final class AttributesText {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text);

  AttributesText() {
    out.writeStartObject();
  }

  /** Takes the field on whose name {@code json} stands, and leaves it on the value's end. */
  void copy(JsonParser json) {
    out.writeName(WellFormed.text(json.currentName()));
    int depth = 0;
    do {
      JsonToken token = json.nextToken();
      write(token, json);
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
    } while (depth > 0);
  }

  /** The whole object; nothing may be copied after it. */
  String finish() {
    out.writeEndObject();
    out.close();
    return text.toString();
  }

  private void write(JsonToken token, JsonParser json) {
    switch (token) {
      case START_OBJECT -> out.writeStartObject();
      case END_OBJECT -> out.writeEndObject();
      case START_ARRAY -> out.writeStartArray();
      case END_ARRAY -> out.writeEndArray();
      case PROPERTY_NAME -> out.writeName(WellFormed.text(json.currentName()));
      case VALUE_STRING -> out.writeString(WellFormed.text(json.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(json.getString());
      case VALUE_TRUE -> out.writeBoolean(true);
      case VALUE_FALSE -> out.writeBoolean(false);
      default -> out.writeNull();
    }
  }
}
