package io.headwater.model.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** What all codecs share: one object in, one object out, and a violation for everything else. */
abstract class ObjectCodec<T> implements JsonCodec<T> {

  /** Each thread's own, with a buffer that one record leaves to the next. */
  private static final ThreadLocal<FieldWriter> WRITER = ThreadLocal.withInitial(FieldWriter::new);

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // a dead letter holds a whole payload: the topic limits its size, not the parser
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  /** Writes every field of {@code record}; it must not encode another record meanwhile. */
  abstract void write(T record, FieldWriter out);

  /** Reads the fields {@code in} stands before into a record. */
  abstract T read(FieldReader in);

  @Override
  public final byte[] encode(T record) {
    FieldWriter out = WRITER.get();
    out.begin();
    write(record, out);
    return out.end();
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
