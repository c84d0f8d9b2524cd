package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.PLACE;
import static io.headwater.streams.alert.Sensors.hot;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Scope;
import io.headwater.model.Severity;
import io.headwater.streams.config.AlertSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A watch, and what sensors let it see. */
abstract class StormStory {

  static final String STORM = "storm:threshold:" + PLACE + ":2026-03-01T12:00:00Z";

  final List<Alert> written = new ArrayList<>();
  final Map<String, Alert> opened = new HashMap<>();
  StormWatch watch = watch(3);
  long now = 1_000_000;

  void storm() {
    IntStream.rangeClosed(1, 4).forEach(sensor -> open("t-" + sensor, 0));
    assertThat(storms()).hasSize(1);
    written.clear();
  }

  void open(String sensorId, double seconds) {
    take(sensorId, Episode.of(hot(sensorId, seconds, 101)).alert());
  }

  void status(String sensorId, double seconds, Severity severity) {
    take(sensorId, Episode.of(Sensors.status(sensorId, seconds, severity)).alert());
  }

  /** Resolves what the sensor opened last. */
  void resolve(String sensorId, double seconds) {
    Alert alert = opened.remove(sensorId);
    assertThat(alert).isNotNull();
    take(sensorId, new Episode(alert, alert.openedAt(), 1).resolved(Sensors.at(seconds)));
  }

  void take(String sensorId, Alert change) {
    if (change.state() == Alert.State.OPENED) {
      opened.put(sensorId, change);
    }
    written.addAll(watch.take(sensorId, change, now));
  }

  List<Alert> storms() {
    return written.stream().filter(alert -> alert.scope() == Scope.LOCATION).toList();
  }

  List<Alert> sensorAlerts() {
    return written.stream().filter(alert -> alert.scope() == Scope.SENSOR).toList();
  }

  static StormWatch watch(int sensors) {
    return new StormWatch(new AlertSettings.Storm(sensors, Duration.ofMinutes(1)));
  }
}
