package io.headwater.sink.audit;

import io.headwater.model.Origin;
import io.headwater.model.json.ContractViolation;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads no more of an output record than which input record it comes from. */
final class OriginFields {

  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable String topic;
  private OptionalLong partition = OptionalLong.empty();
  private OptionalLong offset = OptionalLong.empty();

  private OriginFields() {}

  /**
   * The origin a record names.
   *
   * @throws ContractViolation when it names none
   */
  static Origin read(byte @Nullable [] value) {
    OriginFields fields = new OriginFields();
    if (value != null) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value)) {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          fields.take(name, json.nextToken(), json);
        }
      } catch (JacksonException e) {
        throw new ContractViolation(e.getOriginalMessage(), e);
      }
    }
    return fields.origin();
  }

  private void take(String name, JsonToken value, JsonParser json) {
    if (name.equals("origin_topic") && value == JsonToken.VALUE_STRING) {
      topic = json.getString();
    } else if (name.equals("origin_partition") && value == JsonToken.VALUE_NUMBER_INT) {
      partition = OptionalLong.of(json.getIntValue());
    } else if (name.equals("origin_offset") && value == JsonToken.VALUE_NUMBER_INT) {
      offset = OptionalLong.of(json.getLongValue());
    } else {
      json.skipChildren();
    }
  }

  private Origin origin() {
    if (topic == null || partition.isEmpty() || offset.isEmpty()) {
      throw new ContractViolation("it does not say which input record it comes from");
    }
    return new Origin(topic, (int) partition.getAsLong(), offset.getAsLong());
  }
}
