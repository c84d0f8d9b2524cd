package io.headwater.model.json.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.EventTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainObjectTest {

  private static final int TEXT = 0;
  private static final int NUMBER = 1;
  private static final int COUNT = 2;
  private static final int TIME = 3;
  private static final int FLAG = 4;
  private static final int LIST = 5;

  private final PlainObject object =
      new PlainObject("text", "number", "count", "time", "flag", "list");

  @Test
  void shouldReadEveryKindOfValue() {
    byte[] json =
        begin(
            "{\"text\":\"a b\",\"number\":-2.5e3,\"count\":-17,"
                + "\"time\":\"2026-03-01T08:00:00.5Z\",\"flag\":true,\"list\":[]}");

    assertThat(object.nextField()).isEqualTo(TEXT);
    assertThat(object.text()).isTrue();
    assertThat(new String(json, object.textStart(), object.textLength(), ISO_8859_1))
        .isEqualTo("a b");
    assertThat(object.nextField()).isEqualTo(NUMBER);
    assertThat(object.number()).isEqualTo(-2_500);
    assertThat(object.nextField()).isEqualTo(COUNT);
    assertThat(object.integer()).isEqualTo(-17);
    assertThat(object.nextField()).isEqualTo(TIME);
    assertThat(object.time()).isEqualTo(EventTime.parse("2026-03-01T08:00:00.5Z").orElseThrow());
    assertThat(object.nextField()).isEqualTo(FLAG);
    assertThat(object.flag()).isTrue();
    assertThat(object.nextField()).isEqualTo(LIST);
    object.emptyList();
    assertThat(object.nextField()).isEqualTo(PlainObject.END);
  }

  @Test
  void shouldFindFieldsInAnyOrderAndAfterAnyOrder() {
    String forwards = "{\"text\":null,\"number\":null,\"flag\":null}";
    String backwards = "{\"flag\":null,\"number\":null,\"text\":null}";

    for (String json : new String[] {forwards, backwards, backwards, forwards, "{}", backwards}) {
      assertThat(fields(json)).as(json).isEqualTo(fieldsOf(json));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "\t{\r\n\"text\" : null , \"flag\":null\t} \n",
        "{\"text\":null}                    ",
      })
  void shouldPassOverBlanks(String json) {
    assertThat(fields(json)).isEqualTo(fieldsOf(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "null",
        "{}}",
        "{}{}",
        "{},",
        "x{}",
        "{,}",
        "{\"text\"}",
        "{\"text\":}",
        "{\"text\" null}",
        "{\"text\":null,}",
        "{,\"text\":null}",
        "{\"text\":null,,\"flag\":null}",
        "{\"text\":null \"flag\":null}",
        "{\"text\":null\"flag\":null}",
        "{\"text\":null",
        "{\"text\":null}x",
        "{\"text\":nul}",
        "{\"text\":nullx}",
        "{\"text\":Null}",
        "{\"text\":null,\"text\":null}",
        "{\"tex\":null}",
        "{\"texts\":null}",
        "{\"t\\u0065xt\":null}",
        "{'text':null}",
        "{text:null}",
        "{\"text\":null,\"other\":null}",
        "{\u000b\"text\":null}",
        "{\"text\":\u00a0null}",
        "\ufeff{}",
        "{}\0",
      })
  void shouldSayWhatIsNotPlain(String json) {
    assertThat(fields(json)).endsWith(PlainObject.NOT_PLAIN);
    assertThat(object.nextField()).as("for good").isEqualTo(PlainObject.NOT_PLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\\n\"",
        "\"\\\"\"",
        "\"a\nb\"",
        "\"\0\"",
        "\"\u007f\"",
        "\"é\"",
        "\"日本\"",
        "\"ab",
        "\"12345678\\\\\"",
        "12",
        "true",
        "null",
        "{}",
        "[]",
      })
  void shouldReadNoTextThatIsNotPlain(String value) {
    begin("{\"text\":" + value + "}");
    assertThat(object.nextField()).isEqualTo(TEXT);

    assertThat(object.text()).isFalse();
    assertThat(object.nextField()).isEqualTo(PlainObject.NOT_PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e2", "-0", "1234567890123456789", "\"1\"", "true", "null"})
  void shouldReadNoWholeNumberThatIsNone(String value) {
    begin("{\"count\":" + value + "}");
    assertThat(object.nextField()).isEqualTo(COUNT);

    assertThat(object.integer()).isZero();
    assertThat(object.nextField()).isEqualTo(PlainObject.NOT_PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "truefalse", "1", "\"true\"", "null"})
  void shouldReadNoFlagThatIsNone(String value) {
    begin("{\"flag\":" + value + "}");
    assertThat(object.nextField()).isEqualTo(FLAG);

    object.flag();
    assertThat(object.nextField()).isEqualTo(PlainObject.NOT_PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "[[]]", "[,]", "[", "[}", "{}", "\"\"", "null"})
  void shouldReadNoListThatIsNotEmpty(String value) {
    begin("{\"list\":" + value + "}");
    assertThat(object.nextField()).isEqualTo(LIST);

    object.emptyList();
    assertThat(object.nextField()).isEqualTo(PlainObject.NOT_PLAIN);
  }

  @Test
  void shouldLeaveTheVeryLongToOthers() {
    String json = "{\"text\":null" + " ".repeat(PlainObject.LONGEST - 13) + "}";
    assertThat(fields(json)).endsWith(PlainObject.END);

    assertThat(fields(json + " ")).containsExactly(PlainObject.NOT_PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "a\"b", "a\\b", "a\tb"})
  void shouldTakeNoNameThatIsNotPlain(String name) {
    assertThatThrownBy(() -> new PlainObject(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no plain name");
  }

  @Test
  void shouldTakeNoMoreNamesThanItCanTellApart() {
    String[] names = IntStream.rangeClosed(0, 64).mapToObj(i -> "n" + i).toArray(String[]::new);

    assertThatThrownBy(() -> new PlainObject(names)).hasMessageContaining("65 names");
  }

  private byte[] begin(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    object.begin(bytes);
    return bytes;
  }

  /** What {@link PlainObject#nextField} says of an object whose values are null or texts. */
  private int[] fields(String json) {
    begin(json);
    IntStream.Builder fields = IntStream.builder();
    int field = object.nextField();
    while (field >= 0) {
      fields.add(field);
      if (!object.isNull()) {
        object.text();
      }
      field = object.nextField();
    }
    return fields.add(field).build().toArray();
  }

  /** The same for one that is known to be plain. */
  private static int[] fieldsOf(String json) {
    String[] names = {"text", "number", "count", "time", "flag", "list"};
    IntStream inOrder =
        IntStream.range(0, names.length)
            .boxed()
            .filter(i -> json.contains(names[i]))
            .sorted((a, b) -> json.indexOf(names[a]) - json.indexOf(names[b]))
            .mapToInt(i -> i);
    return IntStream.concat(inOrder, IntStream.of(PlainObject.END)).toArray();
  }
}
