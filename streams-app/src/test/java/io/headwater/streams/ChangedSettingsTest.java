package io.headwater.streams;

import static io.headwater.streams.Events.pressure;
import static io.headwater.streams.Events.sent;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WindowSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that a state was made with, and that cannot change under it. */
class ChangedSettingsTest {

  @TempDir private Path state;

  @BeforeEach
  void makeState() {
    try (StreamDriver stream = new StreamDriver(state, StreamsSettings.defaults())) {
      stream.send(sent(pressure("p-1", stream.now(), 3)));
    }
  }

  @Test
  void shouldGoOnWithTheSameSettings() {
    assertThatCode(() -> new StreamDriver(state, StreamsSettings.defaults()).close())
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseOtherWindowsThanTheStateWasMadeWith() {
    WindowSettings longer =
        new WindowSettings(null, List.of(Duration.ofMinutes(1), Duration.ofHours(2)), null, null);

    assertThatThrownBy(
            () ->
                new StreamDriver(
                    state, new StreamsSettings(null, null, null, null, longer, null, null)))
        .rootCause()
        .hasMessageContainingAll("windows.tumbling=[PT1M, PT1H]", "[PT1M, PT2H]", "application-id");
  }

  @Test
  void shouldRefuseAnotherKeyingThanTheStateWasMadeWith() {
    KafkaSettings any = new KafkaSettings(null, null, null, InputKeying.ANY, null);

    assertThatThrownBy(
            () ->
                new StreamDriver(
                    state, new StreamsSettings(any, null, null, null, null, null, null)))
        .rootCause()
        .hasMessageContainingAll("input-keying=by-sensor", "input-keying=any");
  }
}
