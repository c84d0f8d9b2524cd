package io.headwater.quickstart.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.EventTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatorOptionsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldBeginNowWhenThePlantIsLive() {
    assertThat(SimulatorOptions.defaults().withRate(10).timetable(NOW).start())
        .isEqualTo(EventTime.ofInstant(NOW));
  }

  @Test
  void shouldEndNowWhenThePlantIsHistory() {
    SimulatorOptions day = SimulatorOptions.defaults().lasting(Duration.ofHours(24)).withRate(0);

    assertThat(day.events()).hasValue(86_400_000);
    assertThat(day.timetable(NOW).start())
        .isEqualTo(EventTime.ofInstant(NOW.minus(Duration.ofHours(24))));
  }

  @Test
  void shouldBeginWhenItIsTold() {
    Instant lastYear = Instant.parse("2025-01-01T00:00:00Z");

    assertThat(SimulatorOptions.defaults().withStart(lastYear).timetable(NOW).start())
        .isEqualTo(EventTime.ofInstant(lastYear));
  }

  @Test
  void shouldNameTheOptionThatIsOutOfItsRange() {
    SimulatorOptions options = SimulatorOptions.defaults();

    assertThatThrownBy(() -> options.withRate(-1))
        .hasMessage("--rate is -1, and must be at least 0");
    assertThatThrownBy(() -> options.withSensors(0)).hasMessageContaining("--sensors");
    assertThatThrownBy(() -> options.withLocations(0)).hasMessageContaining("--locations");
    assertThatThrownBy(() -> options.withEvents(0)).hasMessageContaining("--events");
  }

  @Test
  void shouldRefuseAHistoryWithNeitherBeginningNorEnd() {
    assertThatThrownBy(() -> SimulatorOptions.defaults().withRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--start")
        .hasMessageContaining("--duration");
  }
}
