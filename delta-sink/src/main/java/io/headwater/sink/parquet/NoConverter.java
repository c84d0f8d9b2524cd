package io.headwater.sink.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;

/**
 * Converters that do nothing: Parquet's column readers want some, although whoever asks them for
 * their values directly has no use for any.
 */
final class NoConverter {

  private static final PrimitiveConverter PRIMITIVE = new PrimitiveConverter() {};

  private NoConverter() {}

  static GroupConverter group(GroupType type) {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int field) {
        return type.getType(field).isPrimitive()
            ? PRIMITIVE
            : group(type.getType(field).asGroupType());
      }

      @Override
      public void start() {}

      @Override
      public void end() {}
    };
  }
}
