package io.headwater.streams;

import static io.headwater.streams.Events.pressure;
import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static io.headwater.streams.Events.withStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyScenarioTest {

  @TempDir private Path state;

  @Test
  void shouldSendEachAnomalyAndNameItsRuleInTheEvent() {
    try (StreamDriver stream = stream()) {
      // Given a good reading, one that is too hot, and one that is too hot and critical
      stream.send(sent(temperature("t-1", stream.now(), 70)));
      stream.send(sent(temperature("t-1", stream.now(), 101)));
      stream.send(sent(withStatus(temperature("t-1", stream.now(), 102), "CRITICAL")));
      // Then each broken rule is an anomaly of its own
      assertThat(stream.anomalies())
          .extracting(Anomaly::anomalyId)
          .containsExactly(
              "threshold:0:sensor-events:0:1",
              "threshold:0:sensor-events:0:2",
              "status:0:sensor-events:0:2");
      // and the events name what they broke
      assertThat(stream.enriched())
          .extracting(EnrichedEvent::anomalies)
          .containsExactly(List.of(), List.of("threshold"), List.of("threshold", "status"));
      assertThat(stream.count("headwater.stream.anomalies", "rule", "threshold")).isEqualTo(2);
      assertThat(stream.count("headwater.stream.anomalies", "rule", "status")).isEqualTo(1);
    }
  }

  @Test
  void shouldDoAllElseWhereEnrichedEventsAreNotWanted() {
    ProcessingSettings quiet =
        new ProcessingSettings(null, null, null, null, null, null, null, null, false, null);
    StreamsSettings settings = new StreamsSettings(null, null, quiet, null, null, null, null);
    try (StreamDriver stream = new StreamDriver(state, settings)) {
      stream.send(sent(temperature("t-1", stream.now(), 101)));
      stream.setClock(stream.now().plusSeconds(120));
      stream.send(sent(temperature("t-1", stream.now(), 70)));

      assertThat(stream.anomalies()).hasSize(1);
      assertThat(stream.minutes()).hasSize(1);
      assertThat(stream.alerts()).isNotEmpty();
      assertThat(stream.enriched()).isEmpty();
    }
  }

  @Test
  void shouldFindAnomaliesInLateEventsToo() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(temperature("t-1", stream.now(), 70)));
      stream.send(sent(temperature("t-1", stream.now().minusSeconds(3_600), 101)));

      assertThat(stream.anomalies()).hasSize(1);
      assertThat(stream.enriched()).extracting(EnrichedEvent::late).containsExactly(false, true);
    }
  }

  @Test
  void shouldHoldASensorToTheLimitsThePlantGaveIt() {
    try (StreamDriver stream = stream()) {
      stream.refer("p-1", "{\"limits\":{\"low\":2,\"high\":8,\"unit\":\"bar\"}}");
      stream.send(sent(pressure("p-1", stream.now(), 8)));
      stream.send(sent(pressure("p-1", stream.now(), 8.5)));
      stream.send(sent(pressure("p-2", stream.now(), 8.5)));

      assertThat(stream.anomalies())
          .extracting(Anomaly::anomalyId, Anomaly::limit)
          .containsExactly(tuple("threshold:0:sensor-events:0:1", 8.0));
    }
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
