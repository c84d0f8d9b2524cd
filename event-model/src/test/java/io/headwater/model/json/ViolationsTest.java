package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headwater.model.Examples;
import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a reader is told when a record breaks the contract: which field, and how. */
class ViolationsTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final EnrichedEventJson events = new EnrichedEventJson();
  private final SensorReferenceJson references = new SensorReferenceJson();
  private final RejectedEventJson rejected = new RejectedEventJson();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          sensor_id        | 7            | field sensor_id must be a string, but is a number
          sensor_id        | null         | field sensor_id must be a string, but is null
          sensor_id        | {"a":1}      | field sensor_id must be a string, but is an object
          value            | "98.6"       | field value must be a number, but is a string
          value            | null         | field value must be a number, but is null
          value            | 1e999        | field value is a number too large for a double
          unit             | 1            | field unit must be a string, but is a number
          event_time       | 1700000000   | field event_time must be a string, but is a number
          event_time       | "2026-03-01" | field event_time must be a time with a zone, but is "2026-03-01"
          anomalies        | null         | field anomalies must be an array, but is null
          anomalies        | ["a",false]  | field anomalies[1] must be a string, but is a boolean
          late             | "true"       | field late must be true or false, but is a string
          origin_partition | 1.5          | field origin_partition must be a whole number, but is a number
          origin_partition | 3000000000   | field origin_partition is beyond 32 bits
          origin_offset    | 9223372036854775808 | field origin_offset is beyond 64 bits
          origin_offset    | []           | field origin_offset must be a whole number, but is an array
          """)
  void shouldNameTheFieldAndWhatItHolds(String field, String value, String message) {
    assertRefused(events, enrichedWith(field, value), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sensor_id",
        "device_type",
        "event_time",
        "value",
        "location",
        "status",
        "anomalies",
        "late",
        "origin_topic",
        "origin_partition",
        "origin_offset"
      })
  void shouldNameTheFieldThatIsMissing(String field) {
    ObjectNode event = enriched();
    event.remove(field);

    assertRefused(events, event.toString(), "field " + field + " is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unit", "attributes", "site", "line", "machine", "display_name", "expected_unit"})
  void shouldTakeAMissingOptionalFieldForNull(String field) {
    ObjectNode missing = enriched();
    missing.remove(field);

    assertThat(events.decode(missing.toString().getBytes(UTF_8)))
        .isEqualTo(events.decode(enrichedWith(field, "null").getBytes(UTF_8)));
  }

  @Test
  void shouldNameFieldsInsideOthers() {
    assertRefused(
        references,
        "{\"limits\":{\"low\":1,\"high\":\"hot\"}}",
        "field limits.high must be a number, but is a string");
    assertRefused(references, "{\"limits\":[]}", "field limits must be an object, but is an array");
    // and after it, the fields outside again
    assertRefused(
        references,
        "{\"limits\":{\"low\":1,\"high\":2},\"site\":3}",
        "field site must be a string, but is a number");
  }

  @Test
  void shouldNameElementsOfLists() {
    ObjectNode record = (ObjectNode) JSON.readTree(rejected.encode(Examples.REJECTED));
    record.set("headers", JSON.readTree("[{\"key\":\"a\",\"value_base64\":null},{\"key\":7}]"));

    assertRefused(
        rejected, record.toString(), "field headers[1].key must be a string, but is a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$$$$", "Zg", "Zg=", "Z", "=", "Zg\n="})
  void shouldNameTheFieldThatIsNoBase64(String text) {
    ObjectNode record = (ObjectNode) JSON.readTree(rejected.encode(Examples.REJECTED));
    record.put("payload_base64", text);

    assertRefused(rejected, record.toString(), "field payload_base64 must be base64, but is not");
  }

  @Test
  void shouldNameAnUnknownValue() {
    ObjectNode record = (ObjectNode) JSON.readTree(rejected.encode(Examples.REJECTED));
    record.put("reason", "BAD_MOOD");

    assertRefused(rejected, record.toString(), "field reason has the unknown value \"BAD_MOOD\"");
  }

  @Test
  void shouldQuoteOnlyTheBeginningOfAStrangersText() {
    String odd = "a\\nb" + "c".repeat(1_000);

    assertRefused(
        events,
        enrichedWith("event_time", "\"" + odd + "\""),
        "field event_time must be a time with a zone, but is \"a\uFFFDb" + "c".repeat(61) + "…\"");
  }

  @Test
  void shouldRefuseASecondObject() {
    assertRefused(references, "{} {}", "text after the end of the JSON object");
    assertRefused(references, "[{}]", "not a JSON object");
  }

  @Test
  void shouldTakeHalfASurrogatePairForTheReplacementCharacter() {
    // Given a name that broke in the middle of an emoji, which no UTF-8 can carry
    SensorReference broken = named("a\uD83D b\uDE00 \uD83D\uDE00 c\uD83D");

    assertThat(references.decode(references.encode(broken)))
        .isEqualTo(named("a\uFFFD b\uFFFD \uD83D\uDE00 c\uFFFD"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRefuseToWriteWhatIsNoJsonNumber(double value) {
    SensorReference reference =
        new SensorReference(null, null, null, null, null, new Limits(value, null, null), null);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> references.encode(reference))
        .withMessage("field low must be finite, because JSON has no " + value);
  }

  private static SensorReference named(String name) {
    return new SensorReference(null, null, null, name, null, null, null);
  }

  private ObjectNode enriched() {
    return (ObjectNode) JSON.readTree(events.encode(Examples.ENRICHED));
  }

  private String enrichedWith(String field, String value) {
    // as text, because a tree can't hold 1e999
    ObjectNode event = enriched();
    event.remove(field);
    return "{\"" + field + "\":" + value + "," + event.toString().substring(1);
  }

  private static void assertRefused(JsonCodec<?> codec, String json, String message) {
    assertThatExceptionOfType(ContractViolation.class)
        .isThrownBy(() -> codec.decode(json.getBytes(UTF_8)))
        .withMessage(message);
  }
}
