package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headwater.model.EventTime;
import io.headwater.model.Records;
import io.headwater.model.SensorEvent;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SensorEventJsonTest extends CodecContract<SensorEvent> {

  SensorEventJsonTest() {
    super(new SensorEventJson(), ContractSchema.SENSOR_EVENT);
  }

  @Override
  @Provide
  Arbitrary<SensorEvent> records() {
    return Records.sensorEvents();
  }

  /** Fields an event's reader does not know are attributes. */
  @Override
  SensorEvent withoutTheFuture(SensorEvent event) {
    String rest =
        String.valueOf(event.attributes())
            .replace("{" + FUTURE + ",", "{")
            .replace("," + FUTURE + "}", "}");
    return new SensorEvent(
        event.sensorId(),
        event.deviceType(),
        event.eventTime(),
        event.value(),
        event.unit(),
        event.location(),
        event.status(),
        rest.equals("{" + FUTURE + "}") ? null : rest);
  }

  /** The attributes stay as the device wrote them. */
  @Override
  SensorEvent withoutForeignText(SensorEvent event) {
    return new SensorEvent(
        event.sensorId(),
        event.deviceType(),
        event.eventTime(),
        event.value(),
        event.unit(),
        event.location(),
        event.status(),
        null);
  }

  @Test
  void shouldSpliceTheAttributesBesideTheOtherFields() {
    // Given
    SensorEvent event =
        new SensorEvent(
            "temp-1",
            "temperature",
            EventTime.parse("2026-03-01T08:00:00.25Z").orElseThrow(),
            98.5,
            null,
            "hall 3",
            "normal",
            "{\"firmware\":\"1.4\",\"tags\":[1, 2.50,null]}");

    // When
    String json = new String(codec.encode(event), UTF_8);

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"sensor_id\":\"temp-1\",\"device_type\":\"temperature\","
                + "\"timestamp\":\"2026-03-01T08:00:00.250Z\",\"value\":98.5,\"unit\":null,"
                + "\"location\":\"hall 3\",\"status\":\"normal\","
                + "\"firmware\":\"1.4\",\"tags\":[1, 2.50,null]}");
    assertThat(codec.decode(json.getBytes(UTF_8))).isEqualTo(event);
  }

  @Test
  void shouldRefuseAttributesThatAreNoObject() {
    SensorEvent event =
        new SensorEvent("temp-1", "temperature", 0, 98.5, null, "hall 3", "normal", "[1]");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(event))
        .withMessage("attributes must be the text of one JSON object, but are [1]");
  }

  @Test
  void shouldWriteTheNextEventWholeAfterOneThatItRefused() {
    SensorEvent refused =
        new SensorEvent("temp-1", "temperature", 0, 98.5, null, "hall 3", "normal", "[1]");
    SensorEvent next =
        new SensorEvent("temp-2", "temperature", 0, 98.5, null, "hall 3", "normal", null);
    byte[] expected = codec.encode(next);

    assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(refused));

    assertThat(codec.encode(next)).isEqualTo(expected);
  }

  @Test
  void shouldSpliceNothingWhenTheAttributesAreEmpty() {
    SensorEvent event =
        new SensorEvent("temp-1", "temperature", 0, 98.5, null, "hall 3", "normal", " { } ");

    assertThat(codec.decode(codec.encode(event)).attributes()).isNull();
  }
}
