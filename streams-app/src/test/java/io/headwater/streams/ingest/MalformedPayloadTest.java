package io.headwater.streams.ingest;

import static io.headwater.model.RejectReason.MALFORMED_JSON;
import static io.headwater.streams.ingest.Decoding.accepted;
import static io.headwater.streams.ingest.Decoding.rejected;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.headwater.model.RejectReason;
import io.headwater.streams.ingest.Decoded.Rejected;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads that are not one JSON object in UTF-8. */
class MalformedPayloadTest {

  @Test
  void shouldTellTheReasonsApartWhenSeveralRulesAreBroken() {
    RejectReason reason = rejected("{\"sensor_id\":7} trailing".getBytes(UTF_8)).reason();

    assertThat(reason).as("what is no JSON has no fields").isEqualTo(MALFORMED_JSON);
  }

  static Stream<Arguments> malformed() {
    String good = Payload.good().text();
    return Stream.of(
        text("no bytes", ""),
        text("only blanks", "  \n\t "),
        text("an array", "[" + good + "]"),
        text("an empty array", "[]"),
        text("a string", "\"event\""),
        text("a number", "12"),
        text("true", "true"),
        text("null", "null"),
        text("words", "hello, world"),
        text("cut off in a string", good.substring(0, good.length() - 3)),
        text("cut off before the end", good.substring(0, good.length() - 1)),
        text("cut off after a name", "{\"sensor_id\":"),
        text("a lone brace", "{"),
        text("another object after it", good + good),
        text("a word after it", good + " x"),
        text("a brace after it", good + "}"),
        text("a comma after it", good + ","),
        text("a trailing comma", good.replace("}", ",}")),
        text("single quotes", good.replace('"', '\'')),
        text("names without quotes", "{sensor_id:\"t-1\"}"),
        text("a comment", "/* event */" + good),
        text("not-a-number", Payload.good().with("value", "NaN").text()),
        text("infinity", Payload.good().with("value", "Infinity").text()),
        text(
            "a time without a date, but ten characters that are none",
            Payload.good()
                .with("timestamp", "\"DATET12:00:00Z\"")
                .text()
                .replace("DATE", "\0".repeat(10))),
        text("a number with a plus", Payload.good().with("value", "+1").text()),
        text("a number with a leading zero", Payload.good().with("value", "01").text()),
        text("a number without a fraction", Payload.good().with("value", "1.").text()),
        text("a raw line break in a string", Payload.good().with("x", "\"a\nb\"").text()),
        text("a raw zero in a string", Payload.good().with("x", "\"a\0b\"").text()),
        text("zeros after it", good + "\0\0"),
        text("an unknown escape", Payload.good().with("x", "\"\\q\"").text()),
        text("half an escape", Payload.good().with("x", "\"\\u12\"").text()),
        text("a field twice", "{\"value\":1," + good.substring(1)),
        text("a field twice, once escaped", "{\"v\\u0061lue\":1," + good.substring(1)),
        text("an attribute twice", Payload.good().with("x", "1").with("\\u0078", "2").text()),
        text("a nested field twice", Payload.good().with("x", "{\"a\":1,\"a\":2}").text()),
        text("twice inside an array", Payload.good().with("x", "[{\"a\":1,\"a\":2}]").text()),
        text(
            "twice where a string belongs",
            Payload.good().with("unit", "{\"a\":1,\"a\":1}").text()),
        text("33 levels", Payload.good().with("x", "[".repeat(32) + "]".repeat(32)).text()),
        text("33 levels of objects", nested(33)),
        text("a thousand levels", Payload.good().with("x", "[".repeat(1_000)).text()),
        text("33 levels below unit", Payload.good().with("unit", "[".repeat(32)).text()),
        text("half a pair", Payload.good().with("location", "\"\\ud83d\"").text()),
        text("the wrong half", Payload.good().with("sensor_id", "\"\\ude00\\ud83d\"").text()),
        text("half a pair in an attribute", Payload.good().with("x", "\"\\ud83dx\"").text()),
        text("half a pair in a nested one", Payload.good().with("x", "[\"\\ude00\"]").text()),
        text("half a pair in a name", Payload.good().with("\\ud83d", "1").text()),
        text("half a pair in a nested name", Payload.good().with("x", "{\"\\ud83d\":1}").text()),
        bytes(
            "a byte order mark", concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, good)),
        bytes("UTF-16, big-endian", good.getBytes(UTF_16BE)),
        bytes("UTF-16, little-endian", good.getBytes(UTF_16LE)),
        bytes("UTF-16 with a mark", good.getBytes(Charset.forName("UTF-16"))),
        bytes("UTF-32, big-endian", good.getBytes(Charset.forName("UTF-32BE"))),
        bytes("UTF-32, little-endian", good.getBytes(Charset.forName("UTF-32LE"))),
        bytes("UTF-16 of one letter", "{}".getBytes(UTF_16LE)),
        bytes("Latin-1", Payload.good().with("unit", "\"°C\"").text().getBytes(ISO_8859_1)),
        bytes("a lone continuation byte", spoilt(0x80)),
        bytes("an overlong slash", spoilt(0xC0, 0xAF)),
        bytes("an encoded surrogate", spoilt(0xED, 0xA0, 0x80)),
        bytes("beyond Unicode", spoilt(0xF4, 0x90, 0x80, 0x80)),
        bytes("a character cut off", spoilt(0xE2, 0x82)),
        bytes("bad bytes after the object", concat(good.getBytes(UTF_8), 0xFF)),
        bytes("bad bytes in a value nobody reads", spoiltWhereAStringBelongs()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void shouldRejectWhatIsNotOneJsonObjectInUtf8(String what, byte[] payload) {
    assertThat(rejected(payload).reason()).as(what).isEqualTo(MALFORMED_JSON);
  }

  @Test
  void shouldTakeThirtyTwoLevels() {
    String levels = "[".repeat(31) + "]".repeat(31);

    assertThat(accepted(Payload.good().with("x", levels).bytes()).attributes()).contains(levels);
  }

  @Test
  void shouldRejectARecordWithoutAValue() {
    assertThat(rejected(null))
        .isEqualTo(
            new Rejected(MALFORMED_JSON, "The record has no value; an event is a JSON object."));
  }

  private static String nested(int levels) {
    return Payload.good()
        .with("x", "{\"a\":".repeat(levels - 1) + "1" + "}".repeat(levels - 1))
        .text();
  }

  private static Arguments text(String what, String payload) {
    return arguments(what, payload.getBytes(UTF_8));
  }

  private static Arguments bytes(String what, byte[] payload) {
    return arguments(what, payload);
  }

  /** A good payload with these bytes inside an attribute's string. */
  private static byte[] spoilt(int... bytes) {
    return replaced(Payload.good().with("x", "\"@\"").text(), bytes);
  }

  private static byte[] spoiltWhereAStringBelongs() {
    return replaced(Payload.good().with("unit", "[\"@\"]").text(), 0xFF);
  }

  private static byte[] replaced(String text, int... bytes) {
    int at = text.indexOf('@');
    return concat(concat(text.substring(0, at).getBytes(UTF_8), bytes), text.substring(at + 1));
  }

  private static byte[] concat(byte[] first, String then) {
    return concat(first, then.getBytes(UTF_8));
  }

  private static byte[] concat(byte[] first, int... then) {
    byte[] bytes = new byte[then.length];
    for (int i = 0; i < then.length; i++) {
      bytes[i] = (byte) then[i];
    }
    return concat(first, bytes);
  }

  private static byte[] concat(byte[] first, byte[] then) {
    byte[] both = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, both, first.length, then.length);
    return both;
  }
}
