package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.PLACE;
import static io.headwater.streams.alert.Sensors.hot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Alert;
import io.headwater.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How storms end: all is well again, another one begins, an hour has passed. */
class StormEndTest extends StormStory {

  @Test
  void shouldLetNewsStandForItselfAlthoughTheStormIsNotOver() {
    storm();
    open("t-5", 60.000001);
    resolve("t-5", 400);
    open("t-6", 3_600);
    resolve("t-1", 3_601);
    open("t-1", 3_600.000001);
    assertThat(written).extracting(Alert::rolledUpInto).containsOnlyNulls();
  }

  @Test
  void shouldBeginAnotherStormWhenTooManyAreNewsAlthoughOneSensorIsNeverMended() {
    storm();
    IntStream.rangeClosed(1, 3).forEach(sensor -> resolve("t-" + sensor, 400));
    written.clear();
    open("t-5", 9_000);
    open("t-1", 9_001);
    open("t-6", 9_002);
    assertThat(written).hasSize(3).extracting(Alert::rolledUpInto).containsOnlyNulls();
    written.clear();

    // When there is one more
    open("t-7", 9_003);

    // Then people are told of it, and that nothing is to be expected of the storm before
    String next = "storm:threshold:" + PLACE + ":2026-03-01T14:30:00Z";
    assertThat(written)
        .extracting(Alert::alertId, Alert::state, Alert::rolledUpInto)
        .containsExactly(
            tuple(STORM, Alert.State.RESOLVED, null),
            tuple(next, Alert.State.OPENED, null),
            tuple("threshold:t-7:2026-03-01T14:30:03Z", Alert.State.OPENED, next));
    assertThat(written.get(0).message()).contains(next);
    assertThat(written.get(0).changedAt()).isEqualTo(Sensors.at(9_003));
    assertThat(written.get(0).sensors()).containsExactly("t-1", "t-2", "t-3", "t-4");
    assertThat(written.get(1).sensors()).containsExactly("t-5", "t-1", "t-6", "t-7");

    // and the alert that is still open is of the storm that it was rolled up into
    written.clear();
    List.of("t-5", "t-1", "t-4", "t-6").forEach(sensor -> resolve(sensor, 9_100));
    assertThat(written).extracting(Alert::rolledUpInto).containsExactly(null, null, STORM, null);
    written.clear();
    resolve("t-7", 9_100);
    assertThat(written)
        .extracting(Alert::alertId, Alert::rolledUpInto)
        .containsExactly(tuple("threshold:t-7:2026-03-01T14:30:03Z", next), tuple(next, null));
  }

  @Test
  void shouldLetAnAlertStandForItselfThatIsWorseThanWhatWasSaidOfTheStorm() {
    IntStream.rangeClosed(1, 4).forEach(sensor -> status("t-" + sensor, 0, Severity.HIGH));
    String storm = storms().get(0).alertId();
    written.clear();
    status("t-5", 1, Severity.CRITICAL);
    status("t-6", 1, Severity.HIGH);

    assertThat(written).extracting(Alert::rolledUpInto).containsExactly(null, storm);
  }

  @Test
  void shouldBeginAWorseStormWhenTooManyAreWorse() {
    IntStream.rangeClosed(1, 4).forEach(sensor -> status("t-" + sensor, 0, Severity.HIGH));
    written.clear();
    IntStream.rangeClosed(5, 8).forEach(sensor -> status("t-" + sensor, 1, Severity.CRITICAL));

    assertThat(storms())
        .extracting(Alert::state, Alert::severity)
        .containsExactly(
            tuple(Alert.State.RESOLVED, Severity.HIGH),
            tuple(Alert.State.OPENED, Severity.CRITICAL));
    written.clear();
    status("t-9", 2, Severity.CRITICAL);
    assertThat(written).extracting(Alert::rolledUpInto).doesNotContainNull();
  }

  @Test
  void shouldForgetWhatCameAnHourAgo() {
    open("t-1", 0);
    now += 1_000;
    open("t-2", 1);
    open("t-3", 2);
    now = watch.forgetsAt();
    watch.forget(now);
    open("t-4", 3);
    assertThat(storms()).isEmpty();

    now = watch.forgetsAt();
    watch.forget(now);
    now = watch.forgetsAt();
    watch.forget(now);
    assertThat(watch.isEmpty()).isTrue();
    assertThat(watch.forgetsAt()).isEqualTo(StormWatch.NEVER);
  }

  @Test
  void shouldForgetAStormAnHourAfterItIsOver() {
    storm();
    assertThat(watch.forgetsAt()).isEqualTo(StormWatch.NEVER);
    IntStream.rangeClosed(1, 4).forEach(sensor -> resolve("t-" + sensor, 400));
    watch.forget(watch.forgetsAt() - 1);
    assertThat(watch.isEmpty()).isFalse();
    watch.forget(watch.forgetsAt());

    assertThat(watch.isEmpty()).isTrue();
  }

  @Test
  void shouldEndWhenTheLastOfItsAlertsIsResolvedAndListThemAll() {
    storm();
    open("t-5", 30);
    resolve("t-1", 400);
    resolve("t-5", 410);
    resolve("t-3", 420);
    resolve("t-4", 430);
    assertThat(storms()).isEmpty();
    written.clear();
    resolve("t-2", 425);

    assertThat(written).hasSize(2);
    assertThat(written.get(0).sensorId()).isEqualTo("t-2");
    Alert over = written.get(1);
    assertThat(over.alertId()).isEqualTo(STORM);
    assertThat(over.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(over.changedAt()).isEqualTo(Sensors.at(430));
    assertThat(over.sensors()).containsExactly("t-1", "t-2", "t-3", "t-4", "t-5");
    assertThat(over.anomalyCount()).isEqualTo(5);
  }

  @Test
  void shouldMarkTheEndsOfThoseWhoseBeginningsItMarked() {
    storm();
    written.clear();
    IntStream.rangeClosed(1, 4).forEach(sensor -> resolve("t-" + sensor, 400));

    assertThat(sensorAlerts())
        .extracting(Alert::rolledUpInto)
        .containsExactly(null, null, null, STORM);
  }

  @Test
  void shouldBeginAnewAfterAStorm() {
    storm();
    IntStream.rangeClosed(1, 4).forEach(sensor -> resolve("t-" + sensor, 400));
    written.clear();
    open("t-1", 500);
    assertThat(written).extracting(Alert::rolledUpInto).containsOnlyNulls();

    // a partition that is behind has a storm of the same moment: it has another name
    IntStream.rangeClosed(5, 8).forEach(sensor -> open("t-" + sensor, 0));
    assertThat(storms()).hasSize(1).noneMatch(storm -> storm.alertId().equals(STORM));
    assertThat(storms()).extracting(Alert::openedAt).containsExactly(Sensors.at(0));
  }

  @Test
  void shouldSayTheSameOfAStormThatIsToldOnceMoreWhenItIsOver() {
    // Given a storm that is over
    List<Alert> changes = new ArrayList<>();
    IntStream.rangeClosed(1, 6)
        .forEach(sensor -> changes.add(Episode.of(hot("t-" + sensor, sensor, 101)).alert()));
    for (Alert beginning : List.copyOf(changes)) {
      changes.add(new Episode(beginning, beginning.openedAt(), 1).resolved(Sensors.at(90)));
    }
    changes.forEach(change -> take(Objects.requireNonNull(change.sensorId()), change));
    List<Alert> before = sensorAlerts();
    assertThat(storms()).hasSize(2);
    written.clear();

    // When all of it comes again, as it can without transactions
    changes.forEach(change -> take(Objects.requireNonNull(change.sensorId()), change));

    // Then no mark is missing, and there is no other storm
    assertThat(sensorAlerts()).isEqualTo(before);
    assertThat(storms()).isEmpty();
  }
}
