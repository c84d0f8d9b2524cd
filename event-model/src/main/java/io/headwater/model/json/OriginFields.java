package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.Origin;
import org.jspecify.annotations.Nullable;

/** The three flat fields that name an input record. */
final class OriginFields {

  private @Nullable String topic;
  private @Nullable Integer partition;
  private @Nullable Long offset;

  static void write(Origin origin, FieldWriter out) {
    out.text("origin_topic", origin.topic());
    out.integer("origin_partition", origin.partition());
    out.integer("origin_offset", origin.offset());
  }

  /** Takes the field {@code in} stands on if it is one of the three, and passes over any other. */
  void readOrSkip(FieldReader in) {
    switch (in.name()) {
      case "origin_topic" -> topic = in.text();
      case "origin_partition" -> partition = in.smallInteger();
      case "origin_offset" -> offset = in.integer();
      default -> in.skip();
    }
  }

  Origin origin() {
    return new Origin(
        required("origin_topic", topic),
        required("origin_partition", partition),
        required("origin_offset", offset));
  }
}
