package io.headwater.streams;

import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.SensorReference;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceScenarioTest {

  private static final String BOILER =
      """
      {"site":"Leeds","line":"L1","machine":"boiler","display_name":"Boiler, top",
       "expected_unit":"fahrenheit","colour":"red"}
      """;
  private static final SensorReference KNOWN =
      new SensorReference("Leeds", "L1", "boiler", "Boiler, top", "fahrenheit", null, null);

  @TempDir private Path state;

  @Test
  void shouldLetAnEventOfAnUnknownSensorPass() {
    try (StreamDriver stream = stream()) {
      assertThat(referenceOf("t-1", stream)).isEqualTo(SensorReference.UNKNOWN);
    }
  }

  @Test
  void shouldJoinWhatThePlantKnowsAsSoonAsItIsTold() {
    try (StreamDriver stream = stream()) {
      // Given a sensor that was looked up before the plant knew it
      assertThat(referenceOf("t-1", stream)).isEqualTo(SensorReference.UNKNOWN);
      // When it is told
      stream.refer("t-1", BOILER);
      // Then the next event has it, and no other sensor's
      assertThat(referenceOf("t-1", stream)).isEqualTo(KNOWN);
      assertThat(referenceOf("t-2", stream)).isEqualTo(SensorReference.UNKNOWN);
      // When it changes
      stream.refer("t-1", "{\"site\":\"York\"}");
      // Then so does the next event
      assertThat(referenceOf("t-1", stream).site()).isEqualTo("York");
    }
  }

  @Test
  void shouldForgetASensorWithItsTombstone() {
    try (StreamDriver stream = stream()) {
      stream.refer("t-1", BOILER);
      assertThat(referenceOf("t-1", stream)).isEqualTo(KNOWN);
      stream.refer("t-1", null);
      assertThat(referenceOf("t-1", stream)).isEqualTo(SensorReference.UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"site\":7}",
        "{\"site\":\"York\"",
        "{\"site\":\"York\"} x",
        "{\"limits\":3}",
        "{\"limits\":{\"low\":\"2\"}}",
        "{\"limits\":{\"low\":9,\"high\":8}}",
        "{\"limits\":{\"low\":1e101}}",
        "{\"limits\":{\"high\":-1.1e100}}"
      })
  void shouldRefuseAMalformedReferenceAndKeepTheLastGoodOne(String malformed) {
    try (StreamDriver stream = stream()) {
      stream.refer("t-1", BOILER);
      stream.refer("t-1", malformed);

      assertThat(referenceOf("t-1", stream)).isEqualTo(KNOWN);
      assertThat(stream.count("headwater.stream.reference.refused")).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseAReferenceThatWouldOutgrowTheEventsItIsAddedTo() {
    try (StreamDriver stream = stream()) {
      stream.refer("t-1", BOILER);
      stream.refer("t-1", "{\"site\":\"" + "/".repeat(64 * 1024) + "\"}");

      assertThat(referenceOf("t-1", stream).machine()).isEqualTo("boiler");
      assertThat(stream.count("headwater.stream.reference.refused")).isEqualTo(1);
    }
  }

  @Test
  void shouldStayWithinABrokersDefaultLimitWithTheLargestEventAndTheLargestReference() {
    try (StreamDriver stream = stream()) {
      // Given what grows most when it is written: each character escaped
      String plant = "/".repeat(64 * 1024 - 64);
      stream.refer("t-1", "{\"site\":\"" + plant + "\"}");
      Events.Sent event = sent(temperature("t-1", stream.now(), 70));
      String text = new String(event.payload(), UTF_8);
      String open = text.substring(0, text.length() - 1) + ",\"x\":\"";
      String filler = "\\\\".repeat((256 * 1024 - open.length() - 2) / 2);
      // When they meet
      stream.send(event.key(), (open + filler + "\"}").getBytes(UTF_8));
      // Then a topic that is as brokers make them takes the result
      assertThat(stream.raw("sensor-events-enriched"))
          .singleElement()
          .satisfies(result -> assertThat(result.value()).hasSizeLessThan(1_000_000));
    }
  }

  @Test
  void shouldRefuseAReferenceOfNobody() {
    try (StreamDriver stream = stream()) {
      stream.referWithoutKey(BOILER);

      assertThat(stream.count("headwater.stream.reference.refused")).isEqualTo(1);
    }
  }

  @Test
  void shouldKnowItsSensorsAfterARestart() {
    try (StreamDriver stream = stream()) {
      stream.refer("t-1", BOILER);
      stream.restart();
      assertThat(referenceOf("t-1", stream)).isEqualTo(KNOWN);
    }
  }

  private static SensorReference referenceOf(String sensorId, StreamDriver stream) {
    stream.send(sent(temperature(sensorId, stream.now(), 70)));
    return stream.enriched().get(0).reference();
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
