package io.headwater.streams.ingest;

import static io.headwater.model.RejectReason.INVALID_FIELD;
import static io.headwater.model.RejectReason.INVALID_TIMESTAMP;
import static io.headwater.model.RejectReason.MISSING_FIELD;
import static io.headwater.model.RejectReason.PAYLOAD_TOO_LARGE;
import static io.headwater.streams.ingest.Decoding.accepted;
import static io.headwater.streams.ingest.Decoding.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.headwater.model.SensorEvent;
import io.headwater.streams.ingest.Decoded.Rejected;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event's fields may hold. */
class EventDecoderTest {

  @Test
  void shouldReadEveryFieldOfAnEvent() {
    byte[] payload =
        Payload.good()
            .with("unit", "\"°C\"")
            .with("status", "\"Warning\"")
            .with("firmware", "{\"major\":3}")
            .bytes();

    assertThat(accepted(payload))
        .isEqualTo(
            new SensorEvent(
                "t-1",
                "temperature",
                1_772_366_400_123_456L,
                70.5,
                "°C",
                "boiler-house",
                "Warning",
                "{\"firmware\":{\"major\":3}}"));
  }

  @Test
  void shouldFillInWhatIsOptional() {
    SensorEvent event = accepted(Payload.good().bytes());

    assertThat(event.unit()).isNull();
    assertThat(event.status()).isEqualTo("normal");
    assertThat(event.attributes()).isNull();
  }

  @Test
  void shouldTakeANullOptionalFieldForAnAbsentOne() {
    SensorEvent event =
        accepted(Payload.good().with("unit", "null").with("status", "null").bytes());

    assertThat(event.unit()).isNull();
    assertThat(event.status()).isEqualTo("normal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0e5",
        "12345678901234567890",
        "-0",
        "-0.0",
        "0.10",
        "1E+400",
        "1e-999",
        "3.14159265358979323846264338327950288",
        "\"a \\\"quoted\\\" word\"",
        "\"a/b\"",
        "\"\"",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        "[1,[2,{\"deep\":[3.50]}],\"x\"]",
        "{\"a\":{\"b\":{\"c\":1.10}},\"d\":\"é\"}"
      })
  void shouldKeepAnUnknownFieldAsItsJsonText(String json) {
    assertThat(accepted(Payload.good().with("extra", json).bytes()).attributes())
        .isEqualTo("{\"extra\":" + json + "}");
  }

  @Test
  void shouldGatherUnknownFieldsInTheirOrderInOneObject() {
    String payload =
        """
        { "b" : [ 1 , 2 ], "sensor_id":"t-1", "a":"x", "device_type":"temperature",
          "timestamp":"2026-03-01T12:00:00Z", "value":1, "location":"l", "":0 }
        """;

    assertThat(accepted(payload.getBytes(UTF_8)).attributes())
        .isEqualTo("{\"b\":[1,2],\"a\":\"x\",\"\":0}");
  }

  @Test
  void shouldUnescapeWhatIsEscaped() {
    SensorEvent event =
        accepted(
            Payload.good()
                .with("location", "\"\\u00e9\\ud83d\\ude00\\n\"")
                .with("\\u0065xtra", "\"\\u0001\\ud83d\\ude00\"")
                .bytes());

    assertThat(event.location()).isEqualTo("é😀\n");
    assertThat(event.attributes()).isEqualTo("{\"extra\":\"\\u0001😀\"}");
  }

  @ParameterizedTest
  @CsvSource({"sensor_id,128", "device_type,64", "location,128"})
  void shouldCountCharactersNotBytes(String field, int longest) {
    String most = "😀".repeat(longest);

    assertThat(accepted(Payload.good().with(field, "\"" + most + "\"").bytes())).isNotNull();
    assertThat(rejected(Payload.good().with(field, "\"" + most + "x\"").bytes()))
        .isEqualTo(
            new Rejected(
                INVALID_FIELD,
                "The field %s has %d characters; at most %d are taken."
                    .formatted(field, longest + 1, longest)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e100", "-1e100", "0", "-0.0", "4.9e-324", "1e-400", "42"})
  void shouldTakeAnyFiniteValueUpToTheLargest(String value) {
    assertThat(accepted(Payload.good().with("value", value).bytes()).value())
        .isEqualTo(Double.parseDouble(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T12:00:00Z",
        "2026-03-01T13:00:00+01:00",
        "2026-03-01T06:30:00-0530",
        "2026-03-01T12:00Z",
        "2026-03-01T12:00:00.000000999Z"
      })
  void shouldTakeAnyIsoTimeWithAZone(String time) {
    assertThat(accepted(Payload.good().with("timestamp", "\"" + time + "\"").bytes()).eventTime())
        .isEqualTo(1_772_366_400_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sensor_id", "device_type", "timestamp", "value", "location"})
  void shouldNameTheRequiredFieldThatIsMissing(String field) {
    assertThat(rejected(Payload.good().without(field).bytes()))
        .isEqualTo(new Rejected(MISSING_FIELD, "The field " + field + " is missing."));
    assertThat(rejected(Payload.good().with(field, "null").bytes()))
        .isEqualTo(
            new Rejected(MISSING_FIELD, "The field " + field + " is null, but it is required."));
  }

  static Stream<Arguments> invalidFields() {
    return Stream.of(
        arguments("sensor_id", "\"\"", "The field sensor_id is empty."),
        arguments("sensor_id", "7", "The field sensor_id must be a string, but is a number."),
        arguments(
            "sensor_id", "\"a\\nb\"", "The field sensor_id holds the control character U+000A."),
        arguments(
            "sensor_id", "\"a\\u007f\"", "The field sensor_id holds the control character U+007F."),
        arguments(
            "sensor_id", "\"a\\u0085\"", "The field sensor_id holds the control character U+0085."),
        arguments("device_type", "\"\"", "The field device_type is empty."),
        arguments(
            "device_type",
            "[\"t\"]",
            "The field device_type must be a string, but is a JSON array."),
        arguments("location", "\"\"", "The field location is empty."),
        arguments(
            "location", "{\"a\":1}", "The field location must be a string, but is a JSON object."),
        arguments("unit", "1", "The field unit must be a string, but is a number."),
        arguments("status", "true", "The field status must be a string, but is a boolean."),
        arguments("value", "\"70\"", "The field value must be a number, but is a string."),
        arguments("value", "false", "The field value must be a number, but is a boolean."),
        arguments("value", "[]", "The field value must be a number, but is a JSON array."),
        arguments(
            "value",
            "1.1e100",
            "The field value must be finite and at most 1e100 in magnitude, but is 1.1e100."),
        arguments(
            "value",
            "-1e101",
            "The field value must be finite and at most 1e100 in magnitude, but is -1e101."),
        arguments(
            "value",
            "1e400",
            "The field value must be finite and at most 1e100 in magnitude, but is 1e400."));
  }

  @ParameterizedTest
  @MethodSource("invalidFields")
  void shouldSayWhatIsWrongWithAField(String field, String json, String message) {
    assertThat(rejected(Payload.good().with(field, json).bytes()))
        .isEqualTo(new Rejected(INVALID_FIELD, message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-03-01T12:00:00\"",
        "\"2026-03-01\"",
        "\"2026-03-01 12:00:00Z\"",
        "\"2026-02-30T12:00:00Z\"",
        "\"2026-03-01T24:00:00Z\"",
        "\"2026-03-01T12:00:60Z\"",
        "\"2026-03-01T12:00:00.Z\"",
        "\"2026-03-01T12:00:00+19:00\"",
        "\"2026-03-01T12:00:00Zulu\"",
        "\"0000-01-01T00:00:00+01:00\"",
        "\"0000-12-31T23:59:59Z\"",
        "\"9999-12-31T23:59:59-01:00\"",
        "\"\"",
        "\"now\"",
        "1772366400000",
        "[]"
      })
  void shouldRejectATimeThatIsNoInstant(String json) {
    Rejected rejected = rejected(Payload.good().with("timestamp", json).bytes());

    assertThat(rejected.reason()).isEqualTo(INVALID_TIMESTAMP);
    assertThat(rejected.message()).startsWith("The field timestamp must be");
  }

  @Test
  void shouldTakeAPayloadOf256KiBAndRefuseOneByteMore() {
    int rest = 256 * 1024 - Payload.good().with("x", "\"\"").bytes().length;

    assertThat(accepted(Payload.good().with("x", quoted("a".repeat(rest))).bytes()).attributes())
        .hasSizeGreaterThan(rest);
    assertThat(rejected(Payload.good().with("x", quoted("a".repeat(rest + 1))).bytes()))
        .isEqualTo(
            new Rejected(
                PAYLOAD_TOO_LARGE, "The payload has 262145 bytes; at most 262144 are taken."));
  }

  @Test
  void shouldTakeNamesAndNumbersAsLongAsThePayloadMayBe() {
    String digits = "1".repeat(120_000);
    String name = "n".repeat(120_000);

    assertThat(accepted(Payload.good().with(name, digits).bytes()).attributes())
        .isEqualTo("{\"" + name + "\":" + digits + "}");
  }

  @Test
  void shouldCheckTheSizeBeforeAnythingElse() {
    assertThat(rejected(new byte[300_000]).reason()).isEqualTo(PAYLOAD_TOO_LARGE);
  }

  @Test
  void shouldNeverRepeatAWholePayload() {
    String endless = "x".repeat(200_000);

    for (byte[] payload :
        new byte[][] {
          endless.getBytes(UTF_8),
          Payload.good().with("timestamp", quoted(endless)).bytes(),
          Payload.good().with("value", "9".repeat(200_000)).bytes(),
          ("{" + quoted(endless) + ":1," + quoted(endless) + ":2}").getBytes(UTF_8)
        }) {
      Rejected rejected = rejected(payload);
      assertThat(rejected.message()).hasSizeLessThan(400).endsWith(".");
    }
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
