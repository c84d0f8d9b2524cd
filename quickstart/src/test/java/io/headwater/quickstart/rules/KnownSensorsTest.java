package io.headwater.quickstart.rules;

import static io.headwater.quickstart.rules.Recorded.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.json.SensorReferenceJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSensorsTest {

  private final KnownSensors known = new KnownSensors();
  private final RecordedEvent event = reading("a", "2026-03-01T06:00:00Z", 50, 0);

  @Test
  void shouldGiveAnEventTheLimitsThatItsSensorHasNow() {
    add("a", new Limits(null, 40.0, "celsius"));

    assertThat(known.complete(event).event().reference().limits())
        .isEqualTo(new Limits(null, 40.0, "celsius"));
    assertThat(known.complete(event).event().event()).isEqualTo(event.event().event());
    assertThat(known.complete(reading("b", "2026-03-01T06:00:00Z", 50, 1)).event().reference())
        .isEqualTo(SensorReference.UNKNOWN);
  }

  @Test
  void shouldForgetThemWithATombstoneAndNotWithAMalformedRecord() {
    add("a", new Limits(null, 40.0, "celsius"));

    known.add("a".getBytes(UTF_8), "{\"limits\":7}".getBytes(UTF_8));
    assertThat(known.complete(event).event().reference().limits()).isNotNull();

    known.add("a".getBytes(UTF_8), null);
    assertThat(known.complete(event)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limits\":{\"low\":50,\"high\":40}}",
        "{\"limits\":{\"high\":1.1e100}}",
        "{\"limits\":{\"low\":-1.1e100}}"
      })
  void shouldKeepTheLastGoodOnesWhenTheStreamRefusesTheNext(String refused) {
    add("a", new Limits(null, 40.0, "celsius"));

    known.add("a".getBytes(UTF_8), refused.getBytes(UTF_8));

    assertThat(known.complete(event).event().reference().limits())
        .isEqualTo(new Limits(null, 40.0, "celsius"));
  }

  @Test
  void shouldKeepTheLastGoodOnesWhenTheNextRecordIsTooLarge() {
    add("a", new Limits(null, 40.0, "celsius"));

    String tooLarge = "{\"site\":\"" + "/".repeat(64 * 1024) + "\"}";
    known.add("a".getBytes(UTF_8), tooLarge.getBytes(UTF_8));

    assertThat(known.complete(event).event().reference().limits())
        .isEqualTo(new Limits(null, 40.0, "celsius"));
  }

  private void add(String key, Limits limits) {
    known.add(
        key.getBytes(UTF_8),
        new SensorReferenceJson()
            .encode(new SensorReference(null, null, null, null, null, limits, null)));
  }
}
