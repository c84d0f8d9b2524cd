package io.headwater.model.json;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** What all codecs share: one object in, one object out, and a violation for everything else. */
abstract class ObjectCodec<T> implements JsonCodec<T> {

  private static final int USUAL_SIZE = 1_024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // a dead letter holds a whole payload: the topic limits its size, not the parser
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  /** Writes every field of {@code record}. */
  abstract void write(T record, FieldWriter out);

  /** Reads the fields {@code in} stands before into a record. */
  abstract T read(FieldReader in);

  @Override
  public final byte[] encode(T record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      write(record, new FieldWriter(json));
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  @Override
  public final T decode(byte[] json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ContractViolation("not a JSON object");
      }
      T record = read(new FieldReader(parser, json));
      if (parser.nextToken() != null) {
        throw new ContractViolation("text after the end of the JSON object");
      }
      return record;
    } catch (JacksonException e) {
      throw new ContractViolation("not well-formed JSON: " + e.getOriginalMessage(), e);
    }
  }
}
