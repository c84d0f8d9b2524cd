package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every codec promises, for any record; a codec's own test says which. */
abstract class CodecContract<T> {

  static final String FUTURE =
      "\"zz_new\":{\"deep\":[1,{\"a\":null}],\"big\":1e999},\"zz_other\":\"x\"";

  private static final JsonMapper JSON = new JsonMapper();

  private final SchemaCheck schema;

  /** What is tested. */
  protected final JsonCodec<T> codec;

  CodecContract(JsonCodec<T> codec, ContractSchema schema) {
    this.codec = codec;
    this.schema = new SchemaCheck(schema);
  }

  /** Any record there can be. */
  @Provide
  abstract Arbitrary<T> records();

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldReadWhatItWrote(@ForAll("records") T record) {
    byte[] json = codec.encode(record);

    T decoded = codec.decode(json);

    assertSame(decoded, record);
    assertThat(codec.encode(decoded)).isEqualTo(json);
  }

  /** Equality of all that the topic carries. */
  void assertSame(T decoded, T record) {
    assertThat(decoded).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(record);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldWriteAsJacksonDoes(@ForAll("records") T record) {
    byte[] json = codec.encode(withoutForeignText(record));

    assertThat(json).isEqualTo(JacksonFields.rewritten(json));
  }

  /** The record without JSON that somebody else wrote and the codec takes over as it is. */
  T withoutForeignText(T record) {
    return record;
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shouldWriteWhatTheSchemaSays(@ForAll("records") T record) {
    assertThat(schema.complaints(codec.encode(record))).isEmpty();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void shouldWriteEachFieldOfTheSchemaAlwaysAndInItsOrder(@ForAll("records") T record) {
    JsonNode written = JSON.readTree(codec.encode(record));

    assertThat(written.propertyNames().stream().limit(schema.fields().size()))
        .containsExactlyElementsOf(schema.fields());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shouldNotMindFieldsFromTheFuture(@ForAll("records") T record) {
    String known = new String(codec.encode(record), UTF_8);
    String extended =
        "{" + FUTURE + "," + known.substring(1, known.length() - 1) + "," + FUTURE + "}";

    T decoded = codec.decode(extended.getBytes(UTF_8));
    assertSame(withoutTheFuture(decoded), record);
  }

  /** The record without what a codec may keep of fields it does not know. */
  T withoutTheFuture(T decoded) {
    return decoded;
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldRefuseArbitraryBytesInWords(@ForAll byte[] bytes) {
    assertRefusedOrRead(bytes);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldRefuseDamagedRecordsInWords(
      @ForAll("records") T record,
      @ForAll @IntRange(max = 100_000) int position,
      @ForAll byte damage,
      @ForAll @IntRange(max = 2) int kind) {
    byte[] json = codec.encode(record);
    int at = position % json.length;
    byte[] damaged =
        switch (kind) {
          case 0 -> Arrays.copyOf(json, at);
          case 1 -> replaced(json, at, damage);
          default -> removed(json, at);
        };

    assertRefusedOrRead(damaged);
  }

  private void assertRefusedOrRead(byte[] bytes) {
    try {
      assertThat(codec.decode(bytes)).isNotNull();
    } catch (ContractViolation expected) {
      assertThat(expected).hasMessageMatching("(?s).{10,}");
    }
  }

  private static byte[] replaced(byte[] json, int at, byte by) {
    byte[] damaged = json.clone();
    damaged[at] = by;
    return damaged;
  }

  private static byte[] removed(byte[] json, int at) {
    byte[] damaged = new byte[json.length - 1];
    System.arraycopy(json, 0, damaged, 0, at);
    System.arraycopy(json, at + 1, damaged, at, damaged.length - at);
    return damaged;
  }

  @Test
  void shouldRefuseWhatIsNoObject() {
    for (String text :
        List.of("", " ", "null", "[]", "\"x\"", "1", "{", "{}{}", "{} x", "\u0000")) {
      assertThatThrownBy(() -> codec.decode(text.getBytes(UTF_8)))
          .as(text)
          .isInstanceOf(ContractViolation.class);
    }
  }
}
