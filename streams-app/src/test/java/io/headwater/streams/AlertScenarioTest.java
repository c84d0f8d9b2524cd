package io.headwater.streams;

import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static io.headwater.streams.Events.withLocation;
import static io.headwater.streams.Events.withStatus;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Alert;
import io.headwater.model.EventTime;
import io.headwater.model.Scope;
import io.headwater.model.Severity;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.config.AlertSettings;
import io.headwater.streams.config.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertScenarioTest {

  private static final Instant BEGIN = StreamDriver.START.minus(Duration.ofMinutes(61));

  @TempDir private Path state;

  @Test
  void shouldMakeOneAlertOfAnHourTooHotThroughRestarts() {
    int anomalies = 0;
    List<Alert> alerts = new ArrayList<>();
    try (StreamDriver stream = stream(StreamsSettings.defaults())) {
      // Given a sensor at 101 °F, ten times a second
      for (int tick = 0; tick < 36_000; tick++) {
        // and a process that ends and starts again now and then
        if (tick % 9_000 == 4_321) {
          anomalies += stream.anomalies().size();
          alerts.addAll(stream.alerts());
          stream.restart();
        }
        Instant at = BEGIN.plusMillis(100L * tick);
        stream.sendStamped(temperature("t-1", at, 101), at);
      }
      // When it is well again for a minute
      for (int second = 0; second <= 60; second++) {
        Instant at = BEGIN.plusSeconds(3_600L + second);
        stream.sendStamped(temperature("t-1", at, 99), at);
      }
      anomalies += stream.anomalies().size();
      alerts.addAll(stream.alerts());
    }

    // Then each event was an anomaly, and all of them are one alert
    assertThat(anomalies).isEqualTo(36_000);
    assertThat(alerts)
        .extracting(Alert::alertId, Alert::state, Alert::anomalyCount)
        .containsExactly(
            tuple("threshold:t-1:2026-03-01T10:59:00Z", Alert.State.OPENED, 1L),
            tuple("threshold:t-1:2026-03-01T10:59:00Z", Alert.State.RESOLVED, 36_000L));
    // a minute after the last of them
    assertThat(alerts.get(1).changedAt())
        .isEqualTo(EventTime.ofInstant(BEGIN.plusMillis(3_659_900 + 100)));
  }

  @Test
  void shouldKeyAlertsBySensorAndStormsByLocation() {
    try (StreamDriver stream = stream(storms(2))) {
      for (String sensor : List.of("t-1", "t-2", "t-3")) {
        stream.send(sent(temperature(sensor, stream.now(), 101)));
      }

      assertThat(stream.raw("sensor-alerts"))
          .extracting(record -> new String(record.key(), UTF_8))
          .containsExactly("t-1", "t-2", "boiler-house", "t-3");
    }
  }

  @Test
  void shouldTellOfASecondStormWhileOneSensorKeepsTheFirstOpenThroughRestarts() {
    try (StreamDriver stream = stream(storms(2))) {
      // Given a storm of which one sensor is never mended
      List.of("t-1", "t-2", "t-3").forEach(sensor -> hot(stream, sensor));
      pass(stream, 80);
      List.of("t-1", "t-2").forEach(sensor -> well(stream, sensor));
      stream.restart();

      // When there is another, two hours later
      stream.setClock(stream.now().plus(Duration.ofHours(2)));
      List.of("t-4", "t-5").forEach(sensor -> hot(stream, sensor));
      stream.restart();
      hot(stream, "t-6");

      // Then it has an alert of its own, which takes the first one's place
      String first = "storm:threshold:boiler-house:2026-03-01T12:00:00Z";
      String second = "storm:threshold:boiler-house:2026-03-01T14:01:20Z";
      assertThat(stream.alerts())
          .filteredOn(alert -> alert.ruleId().equals("threshold"))
          .extracting(Alert::alertId, Alert::state, Alert::rolledUpInto)
          .containsExactly(
              tuple(first, Alert.State.RESOLVED, null),
              tuple(second, Alert.State.OPENED, null),
              tuple("threshold:t-6:2026-03-01T14:01:20Z", Alert.State.OPENED, second));

      // and the sensor's end is one of the first storm
      stream.restart();
      pass(stream, 80);
      well(stream, "t-3");
      assertThat(stream.alerts())
          .filteredOn(alert -> alert.alertId().startsWith("threshold:t-3"))
          .extracting(Alert::state, Alert::rolledUpInto)
          .containsExactly(tuple(Alert.State.RESOLVED, first));
    }
  }

  @Test
  void shouldRollUpTheAlertsOfAStormThroughARestart() {
    try (StreamDriver stream = stream(StreamsSettings.defaults())) {
      // Given ten sensors that are too hot, and one far away
      IntStream.range(0, 10).forEach(sensor -> hot(stream, "t-" + sensor));
      stream.send(sent(withLocation(temperature("x-1", stream.now(), 101), "roof")));
      assertThat(stream.alerts()).extracting(Alert::rolledUpInto).containsOnlyNulls();

      // When there is one more, after a restart
      stream.restart();
      hot(stream, "t-10");

      // Then the location has an alert, which stands for that one and all to come
      String storm = "storm:threshold:boiler-house:2026-03-01T12:00:00Z";
      assertThat(stream.alerts())
          .extracting(Alert::scope, Alert::alertId, Alert::rolledUpInto, Alert::sensorCount)
          .containsExactly(
              tuple(Scope.LOCATION, storm, null, 11L),
              tuple(Scope.SENSOR, "threshold:t-10:2026-03-01T12:00:00Z", storm, 1L));
      pass(stream, 10);
      hot(stream, "t-11");
      assertThat(stream.alerts()).extracting(Alert::rolledUpInto).containsExactly(storm);

      // When all are well again
      stream.restart();
      pass(stream, 80);
      IntStream.rangeClosed(0, 11).forEach(sensor -> well(stream, "t-" + sensor));

      // Then so is the location
      List<Alert> ends = stream.alerts();
      assertThat(ends).hasSize(13).extracting(Alert::state).containsOnly(Alert.State.RESOLVED);
      assertThat(ends.get(12).alertId()).isEqualTo(storm);
      assertThat(ends.get(12).anomalyCount()).isEqualTo(12);
      assertThat(ends.get(12).sensors())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(0, 11).mapToObj(sensor -> "t-" + sensor).toList());
      assertThat(stream.count("headwater.stream.alerts", "state", "resolved", "rule", "threshold"))
          .isEqualTo(13);
      // and only the one on the roof is left
      assertThat(stream.gauge("headwater.stream.alerts.open")).isEqualTo(1);
    }
  }

  @Test
  void shouldBeAsBadAsTheWorstStatus() {
    try (StreamDriver stream = stream(StreamsSettings.defaults())) {
      stream.send(sent(withStatus(temperature("t-1", stream.now(), 70), "error")));
      pass(stream, 5);
      stream.send(sent(withStatus(temperature("t-1", stream.now(), 70), "critical")));
      pass(stream, 60);
      well(stream, "t-1");

      assertThat(stream.alerts())
          .extracting(Alert::ruleId, Alert::state, Alert::severity)
          .containsExactly(
              tuple("status", Alert.State.OPENED, Severity.HIGH),
              tuple("status", Alert.State.RESOLVED, Severity.CRITICAL));
    }
  }

  @Test
  void shouldOpenNoAlertDuringMaintenance() {
    try (StreamDriver stream = stream(StreamsSettings.defaults())) {
      stream.refer("t-1", "{\"muted_until\":\"2026-03-01T12:00:10Z\"}");
      stream.refer("location:roof", "{\"muted_until\":\"2026-03-01T12:00:20Z\"}");
      for (int second = 0; second < 25; second += 5) {
        hot(stream, "t-1");
        stream.send(sent(withLocation(temperature("x-1", stream.now(), 101), "roof")));
        pass(stream, 5);
      }

      assertThat(stream.anomalies()).hasSize(10);
      assertThat(stream.alerts())
          .extracting(Alert::alertId)
          .containsExactly(
              "threshold:t-1:2026-03-01T12:00:10Z", "threshold:x-1:2026-03-01T12:00:20Z");
    }
  }

  @Test
  void shouldResolveAnAlertWhoseRuleIsWithdrawn() {
    try (StreamDriver stream = stream(StreamsSettings.defaults())) {
      hot(stream, "t-1");
      stream.rule(
          "threshold",
          """
          {"version":1,"enabled":false,"kind":"threshold","high":100,"unit":"fahrenheit"}""");
      pass(stream, 60);
      hot(stream, "t-1");

      assertThat(stream.alerts())
          .extracting(Alert::state, Alert::ruleVersion)
          .containsExactly(tuple(Alert.State.OPENED, 0), tuple(Alert.State.RESOLVED, 0));
    }
  }

  @Test
  void shouldOpenAnAlertOfASilenceOnceAndResolveItAtTheNextEvent() {
    try (StreamDriver stream = stream(StreamsSettings.defaults())) {
      // Given a sensor that stops, and another one that goes on for ten minutes
      stream.sendStamped(temperature("t-1", BEGIN, 70), BEGIN);
      for (int second = 1; second <= 600; second++) {
        Instant at = BEGIN.plusSeconds(second);
        stream.sendStamped(temperature("t-2", at, 70), at);
      }
      assertThat(stream.alerts())
          .extracting(Alert::alertId, Alert::state, Alert::firstValue)
          .containsExactly(
              tuple("missing-data:t-1:2026-03-01T11:04:00Z", Alert.State.OPENED, null));

      // When it sends again, whatever it is, after a restart
      stream.restart();
      stream.sendStamped(temperature("t-1", BEGIN.plusSeconds(601), 101), BEGIN.plusSeconds(601));

      // Then that is over, and something else begins
      assertThat(stream.alerts())
          .extracting(Alert::alertId, Alert::state)
          .containsExactlyInAnyOrder(
              tuple("missing-data:t-1:2026-03-01T11:04:00Z", Alert.State.RESOLVED),
              tuple("threshold:t-1:2026-03-01T11:09:01Z", Alert.State.OPENED));
    }
  }

  @Test
  void shouldMakeTheSameAlertsWhereTheInputIsNotKeyedBySensor() {
    KafkaSettings any = new KafkaSettings(null, null, null, InputKeying.ANY, null);
    try (StreamDriver stream =
        stream(new StreamsSettings(any, null, null, null, null, null, null))) {
      for (int second = 0; second < 30; second++) {
        hot(stream, "t-1");
        pass(stream, 1);
      }
      stream.restart();
      pass(stream, 60);
      well(stream, "t-1");

      assertThat(stream.alerts())
          .extracting(Alert::alertId, Alert::state, Alert::anomalyCount)
          .containsExactly(tuple("threshold:t-1:2026-03-01T12:00:00Z", Alert.State.RESOLVED, 30L));
    }
  }

  private static void hot(StreamDriver stream, String sensorId) {
    stream.send(sent(temperature(sensorId, stream.now(), 101)));
  }

  private static void well(StreamDriver stream, String sensorId) {
    stream.send(sent(temperature(sensorId, stream.now(), 70)));
  }

  private static void pass(StreamDriver stream, int seconds) {
    stream.pass(Duration.ofSeconds(seconds));
  }

  private StreamDriver stream(StreamsSettings settings) {
    return new StreamDriver(state, settings);
  }

  private static StreamsSettings storms(int sensors) {
    AlertSettings alerts = new AlertSettings(null, new AlertSettings.Storm(sensors, null));
    return new StreamsSettings(null, null, null, null, null, alerts, null);
  }
}
