package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headwater.model.Numbers;
import io.headwater.model.Texts;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldWriterTest {

  private final FieldWriter out = new FieldWriter();

  /** A field, written here and by Jackson. */
  private record Field(Consumer<FieldWriter> ours, Consumer<JacksonFields> jacksons) {}

  // --- whatever the fields ----------------------------------------------------------------------

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldWriteWhatJacksonWrites(
      @ForAll("fields") List<Field> fields, @ForAll("lengths") int before) {
    // Given any room that is left for them
    String text = "x".repeat(before);
    fields.add(0, new Field(o -> o.text("before", text), o -> o.text("before", text)));

    // Then
    assertThat(written(fields)).isEqualTo(JacksonFields.object(jacksons(fields)));
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void shouldWriteWhatJacksonWritesOfLargeTexts(@ForAll("halfPairs") String text) {
    // Given one that is larger than what is kept, and than Jackson's own buffers
    String large = text.repeat(70_000 / Math.max(1, text.length()) + 1);
    List<Field> fields = List.of(new Field(o -> o.text("a", large), o -> o.text("a", large)));

    // Then the next object is as good as the first
    assertThat(written(fields)).isEqualTo(JacksonFields.object(jacksons(fields)));
    assertThat(written(List.of())).asString(UTF_8).isEqualTo("{}");
    assertThat(written(fields)).isEqualTo(JacksonFields.object(jacksons(fields)));
  }

  private byte[] written(List<Field> fields) {
    out.begin();
    fields.forEach(field -> field.ours.accept(out));
    return out.end();
  }

  private static List<Consumer<JacksonFields>> jacksons(List<Field> fields) {
    return fields.stream().map(Field::jacksons).toList();
  }

  @Provide
  Arbitrary<List<Field>> fields() {
    return fields(
        Arbitraries.oneOf(
            field(), fields(field()).map(FieldWriterTest::object), objects(fields(field()))));
  }

  private static Arbitrary<List<Field>> fields(Arbitrary<Field> field) {
    return field.list().ofMaxSize(5);
  }

  private static Field object(List<Field> fields) {
    return new Field(
        o -> o.object("within", fields, FieldWriterTest::writeAll),
        o -> o.object("within", jacksons(fields)));
  }

  private static Arbitrary<Field> objects(Arbitrary<List<Field>> fields) {
    return fields
        .list()
        .ofMaxSize(3)
        .map(
            all ->
                new Field(
                    o -> o.objects("all", all, FieldWriterTest::writeAll),
                    o -> o.objects("all", all.stream().map(FieldWriterTest::jacksons).toList())));
  }

  private static void writeAll(List<Field> fields, FieldWriter out) {
    fields.forEach(field -> field.ours.accept(out));
  }

  private Arbitrary<Field> field() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            new Field(o -> o.text("t", null), o -> o.nothing("t")),
            new Field(o -> o.timeOrNull("ti", null), o -> o.nothing("ti")),
            new Field(o -> o.numberOrNull("nu", null), o -> o.nothing("nu")),
            new Field(o -> o.integerOrNull("int", null), o -> o.nothing("int")),
            new Field(o -> o.base64("b", null), o -> o.nothing("b")),
            new Field(o -> o.flag("is", true), o -> o.flag("is", true)),
            new Field(o -> o.flag("is_not", false), o -> o.flag("is_not", false))),
        halfPairs().map(v -> new Field(o -> o.text("text", v), o -> o.text("text", v))),
        halfPairs().map(v -> new Field(o -> o.entry(v, v), o -> o.text(v, v))),
        halfPairs()
            .list()
            .ofMaxSize(3)
            .map(v -> new Field(o -> o.texts("texts", v), o -> o.texts("texts", v))),
        Arbitraries.longs()
            .map(v -> new Field(o -> o.timeOrNull("time", v), o -> o.time("time", v))),
        Numbers.finite()
            .map(v -> new Field(o -> o.numberOrNull("number", v), o -> o.number("number", v))),
        Arbitraries.longs()
            .map(v -> new Field(o -> o.integer("integer", v), o -> o.integer("integer", v))),
        Arbitraries.integers()
            .map(v -> new Field(o -> o.integerOrNull("small", v), o -> o.integer("small", v))),
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(20)
            .map(v -> new Field(o -> o.base64("bytes", v), o -> o.base64("bytes", v))));
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.integers().between(0, 1_100).withDistribution(RandomDistribution.uniform());
  }

  @Provide
  Arbitrary<String> halfPairs() {
    return Texts.withHalfPairs(0, 30);
  }

  // --- one by one -------------------------------------------------------------------------------

  @Test
  void shouldSpliceFieldsThatAreTextAlready() {
    String raw = "\"grüße\": \"\uD83D\uDE00\\n\"";
    List<Field> fields =
        List.of(
            new Field(o -> o.integer("a", 1), o -> o.integer("a", 1)),
            new Field(o -> o.rawFields(raw), o -> o.rawFields(raw)));

    assertThat(written(fields)).isEqualTo(JacksonFields.object(jacksons(fields)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRefuseWhatIsNoNumberAndWriteTheNextObjectWhole(double value) {
    out.begin();
    out.text("a", "b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> out.number("value", value))
        .withMessage("field value must be finite, because JSON has no " + value);

    out.begin();
    out.integer("c", 1);
    assertThat(out.end()).asString(UTF_8).isEqualTo("{\"c\":1}");
  }
}
