package io.headwater.streams;

import static io.headwater.streams.Events.pressure;
import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Anomaly;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleScenarioTest {

  private static final String ABOVE_80 =
      "{\"version\":3,\"kind\":\"threshold\",\"device_type\":\"temperature\",\"high\":80,\"unit\":\"fahrenheit\"}";

  @TempDir private Path state;

  @Test
  void shouldHoldTheNextEventAgainstAChangedRuleAndNameItsVersion() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(temperature("t-1", stream.now(), 90)));
      stream.rule("threshold", ABOVE_80);
      stream.send(sent(temperature("t-1", stream.now(), 90)));
      stream.rule("threshold", ABOVE_80.replace("3", "4").replace("80", "85"));
      stream.send(sent(temperature("t-1", stream.now(), 90)));

      assertThat(found(stream)).containsExactly(tuple("threshold", 3), tuple("threshold", 4));
      assertThat(stream.gauge("headwater.stream.rule.version", "rule", "threshold")).isEqualTo(4);
    }
  }

  @Test
  void shouldGoBackToTheBuiltInRuleAfterATombstone() {
    try (StreamDriver stream = stream()) {
      stream.rule("threshold", ABOVE_80);
      stream.rule("threshold", null);
      stream.send(sent(temperature("t-1", stream.now(), 90)));
      stream.send(sent(temperature("t-1", stream.now(), 101)));

      assertThat(found(stream)).containsExactly(tuple("threshold", 0));
      assertThat(stream.gauge("headwater.stream.rule.version", "rule", "threshold")).isZero();
    }
  }

  @Test
  void shouldAddARuleAndTakeItAway() {
    try (StreamDriver stream = stream()) {
      stream.rule(
          "vessel", "{\"version\":1,\"kind\":\"threshold\",\"sensor_id\":\"p-1\",\"high\":8}");
      stream.send(sent(pressure("p-1", stream.now(), 9)));
      stream.send(sent(pressure("p-2", stream.now(), 9)));
      assertThat(found(stream)).containsExactly(tuple("vessel", 1));

      stream.rule("vessel", null);
      stream.send(sent(pressure("p-1", stream.now(), 9)));
      assertThat(found(stream)).isEmpty();
      assertThat(
              stream.metrics().find("headwater.stream.rule.version").tag("rule", "vessel").gauge())
          .isNull();
    }
  }

  @Test
  void shouldSwitchABuiltInRuleOff() {
    try (StreamDriver stream = stream()) {
      stream.rule("spike", "{\"version\":1,\"enabled\":false,\"kind\":\"spike\"}");
      stream.send(sent(pressure("p-1", stream.now(), 3)));
      stream.send(sent(pressure("p-1", stream.now().plusSeconds(1), 9)));

      assertThat(found(stream)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"version\":4}",
        "{\"version\":0,\"kind\":\"threshold\",\"high\":1}",
        "{\"version\":4,\"kind\":\"threshold\"}",
        "{\"version\":4,\"kind\":\"threshold\",\"low\":9,\"high\":1}",
        "{\"version\":4,\"kind\":\"spike\"}",
        "{\"version\":4,\"kind\":\"magic\"}"
      })
  void shouldChangeNothingWhenARuleIsMalformedAndCountIt(String malformed) {
    try (StreamDriver stream = stream()) {
      stream.rule("threshold", ABOVE_80);
      stream.rule("threshold", malformed);
      stream.send(sent(temperature("t-1", stream.now(), 90)));

      assertThat(found(stream)).containsExactly(tuple("threshold", 3));
      assertThat(stream.count("headwater.stream.rules.refused")).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseWhatIsNoId() {
    try (StreamDriver stream = stream()) {
      stream.rule(null, ABOVE_80);
      stream.rule("No Id", ABOVE_80);
      stream.rule("x".repeat(65), ABOVE_80);
      stream.send(sent(temperature("t-1", stream.now(), 90)));

      assertThat(found(stream)).isEmpty();
      assertThat(stream.count("headwater.stream.rules.refused")).isEqualTo(3);
    }
  }

  @Test
  void shouldHoldTheRulesOfBeforeAfterARestart() {
    try (StreamDriver stream = stream()) {
      stream.rule("threshold", ABOVE_80);
      stream.restart();
      stream.send(sent(temperature("t-1", stream.now(), 90)));

      assertThat(found(stream)).containsExactly(tuple("threshold", 3));
    }
  }

  @Test
  void shouldFindASpikeWhoseBaseCameBeforeARestart() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(pressure("p-1", stream.now(), 3)));
      stream.restart();
      stream.send(sent(pressure("p-1", stream.now().plusSeconds(50), 3.5)));
      stream.restart();
      // Then it is held against, for a minute (a restarted driver counts its records anew)
      stream.send(sent(pressure("p-1", stream.now().plusSeconds(59), 3.7)));
      stream.send(sent(pressure("p-1", stream.now().plusSeconds(61), 3.7)));

      assertThat(stream.anomalies())
          .extracting(Anomaly::anomalyId)
          .containsExactly("spike:0:sensor-events:0:0");
    }
  }

  private static List<Tuple> found(StreamDriver stream) {
    return stream.anomalies().stream()
        .map(anomaly -> tuple(anomaly.ruleId(), anomaly.ruleVersion()))
        .toList();
  }

  private StreamDriver stream() {
    return new StreamDriver(state, StreamsSettings.defaults());
  }
}
