package io.headwater.streams;

import static io.headwater.streams.Events.pressure;
import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptiveScenarioTest {

  private static final String ADAPTIVE =
      "{\"version\":2,\"kind\":\"adaptive\",\"device_type\":\"pressure\","
          + "\"half_life_seconds\":7200,\"warm_up_seconds\":3600}";

  /** In bar: far off the usual 3, and no spike, which is a rise by more than 20 %. */
  private static final double UNUSUAL = 3.4;

  @TempDir private Path state;

  @Test
  void shouldFindNothingOfTheKindWithoutARule() {
    try (StreamDriver stream = stream()) {
      steady(stream, 90);
      stream.send(sent(pressure("p-1", stream.now(), UNUSUAL)));

      assertThat(stream.anomalies()).isEmpty();
    }
  }

  @Test
  void shouldFindWhatIsUnusualForItsSensorOnceItIsWarmAndMakeOneAlertOfIt() {
    try (StreamDriver stream = stream()) {
      stream.rule("usual-pressure", ADAPTIVE);
      steady(stream, 30);
      stream.send(sent(pressure("p-1", stream.now(), UNUSUAL)));
      assertThat(stream.anomalies()).isEmpty();

      steady(stream, 60);
      unusual(stream, 3);

      List<Anomaly> anomalies = stream.anomalies();
      assertThat(anomalies).hasSize(3);
      assertThat(anomalies)
          .allSatisfy(
              anomaly -> {
                assertThat(anomaly.ruleId()).isEqualTo("usual-pressure");
                assertThat(anomaly.ruleVersion()).isEqualTo(2);
                assertThat(anomaly.kind()).isEqualTo(AnomalyKind.ADAPTIVE);
                assertThat(anomaly.expected()).isNotNull();
                assertThat(anomaly.expected().high()).isBetween(3.0, UNUSUAL);
                assertThat(anomaly.expected().low()).isBetween(2.5, 3.0);
                assertThat(anomaly.expected().score()).isGreaterThan(5);
              });
      assertThat(stream.enriched())
          .filteredOn(event -> !event.anomalies().isEmpty())
          .extracting(EnrichedEvent::anomalies)
          .containsOnly(List.of("usual-pressure"))
          .hasSize(3);

      steady(stream, 3);
      assertThat(stream.alerts())
          .extracting(Alert::ruleId, Alert::state, Alert::anomalyCount)
          .hasToString("[(\"usual-pressure\", OPENED, 1L), (\"usual-pressure\", RESOLVED, 3L)]");
    }
  }

  @Test
  void shouldKnowAfterARestartWhatIsUsual() {
    try (StreamDriver stream = stream()) {
      stream.rule("usual-pressure", ADAPTIVE);
      steady(stream, 90);
      stream.restart();

      unusual(stream, 1);

      assertThat(stream.anomalies()).extracting(Anomaly::ruleId).containsExactly("usual-pressure");
    }
  }

  @Test
  void shouldAskEachSensorForItself() {
    try (StreamDriver stream = stream()) {
      stream.rule("usual-pressure", ADAPTIVE);
      for (int minute = 0; minute < 90; minute++) {
        pass(stream);
        stream.send(sent(pressure("p-1", stream.now(), steadyValue(minute))));
        stream.send(sent(pressure("p-2", stream.now(), 2 * steadyValue(minute))));
        // and what the rule is not about may do as it likes
        stream.send(sent(temperature("t-1", stream.now(), 70 + minute % 7)));
      }
      stream.send(sent(pressure("p-1", stream.now(), 3)));
      stream.send(sent(pressure("p-2", stream.now(), 6)));
      stream.send(sent(pressure("p-2", stream.now(), 5)));
      stream.send(sent(temperature("t-1", stream.now(), 40)));

      assertThat(stream.anomalies())
          .extracting(Anomaly::sensorId, Anomaly::value)
          .hasToString("[(\"p-2\", 5.0)]");
    }
  }

  @Test
  void shouldFindNothingAnyMoreWhenTheRuleIsWithdrawn() {
    try (StreamDriver stream = stream()) {
      stream.rule("usual-pressure", ADAPTIVE);
      steady(stream, 90);
      stream.rule("usual-pressure", null);
      unusual(stream, 3);

      assertThat(stream.anomalies()).isEmpty();
    }
  }

  private static void unusual(StreamDriver stream, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      pass(stream);
      stream.send(sent(pressure("p-1", stream.now(), UNUSUAL)));
    }
  }

  private static void steady(StreamDriver stream, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      pass(stream);
      stream.send(sent(pressure("p-1", stream.now(), steadyValue(minute))));
    }
  }

  private static double steadyValue(int minute) {
    return 3 + 0.05 * Math.sin(minute);
  }

  private static void pass(StreamDriver stream) {
    stream.setClock(stream.now().plus(Duration.ofMinutes(1)));
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
