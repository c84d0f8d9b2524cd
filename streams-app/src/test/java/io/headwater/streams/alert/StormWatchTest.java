package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Scope;
import io.headwater.model.Severity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How storms begin, and what they stand for. */
class StormWatchTest extends StormStory {

  @Test
  void shouldLetAlertsStandForThemselvesAsLongAsTheyAreNotTooMany() {
    open("t-1", 0);
    open("t-2", 1);
    open("t-3", 2);

    assertThat(written).hasSize(3).allMatch(alert -> alert.rolledUpInto() == null);
  }

  @Test
  void shouldOpenOneAlertOfTheLocationWhenOneSensorMoreOpens() {
    open("t-1", 0);
    open("t-2", 20);
    open("t-3", 40);
    written.clear();
    open("t-4", 60);

    assertThat(written).hasSize(2);
    Alert storm = written.get(0);
    assertThat(storm.alertId()).isEqualTo(STORM);
    assertThat(storm.scope()).isEqualTo(Scope.LOCATION);
    assertThat(storm.state()).isEqualTo(Alert.State.OPENED);
    assertThat(storm.openedAt()).isEqualTo(Sensors.at(0));
    assertThat(storm.changedAt()).isEqualTo(Sensors.at(60));
    assertThat(storm.sensors()).containsExactly("t-1", "t-2", "t-3", "t-4");
    assertThat(storm.sensorCount()).isEqualTo(4);
    assertThat(storm.anomalyCount()).isEqualTo(4);
    assertThat(storm.location()).isEqualTo(PLACE);
    assertThat(written.get(1).sensorId()).isEqualTo("t-4");
    assertThat(written.get(1).rolledUpInto()).isEqualTo(STORM);
  }

  @Test
  void shouldNotCountTogetherWhatWasOpenedLongerApart() {
    open("t-1", 0);
    open("t-2", 20);
    open("t-3", 40);
    open("t-4", 60.000001);
    assertThat(storms()).isEmpty();

    // but with the next it is four in a minute
    open("t-5", 61);
    assertThat(storms())
        .extracting(Alert::sensors)
        .containsExactly(List.of("t-2", "t-3", "t-4", "t-5"));
  }

  @Test
  void shouldNotCountOneSensorTwice() {
    for (int second = 0; second < 10; second++) {
      open("t-" + second % 3, second);
      resolve("t-" + second % 3, second);
    }

    assertThat(storms()).isEmpty();
  }

  @Test
  void shouldCountTogetherWhatComesOutOfOrder() {
    open("t-1", 2_000);
    open("t-2", 0);
    open("t-3", 59);
    open("t-4", 2_010);
    open("t-5", 30);
    assertThat(storms()).isEmpty();

    open("t-6", 10);
    assertThat(storms())
        .extracting(Alert::sensors)
        .containsExactly(List.of("t-2", "t-3", "t-5", "t-6"));
  }

  @Test
  void shouldRollUpWhatFollowsAtOnceAndSensorsThatComeAndGo() {
    storm();
    open("t-5", 60);
    resolve("t-5", 400);
    open("t-5", 3_660);

    assertThat(written)
        .hasSize(3)
        .allMatch(alert -> STORM.equals(alert.rolledUpInto()))
        .extracting(Alert::state)
        .containsExactly(Alert.State.OPENED, Alert.State.RESOLVED, Alert.State.OPENED);
  }

  @Test
  void shouldNotBeLedAstrayByASensorWhoseClockIsAhead() {
    storm();
    resolve("t-1", 100);
    open("t-1", 3_600);
    assertThat(written).extracting(Alert::rolledUpInto).containsOnly(null, STORM);
    written.clear();

    // what is in the present follows, and what is near that clock does not
    open("t-5", 60);
    open("t-6", 3_600);
    assertThat(written).extracting(Alert::rolledUpInto).containsExactly(STORM, null);
  }

  @Test
  void shouldKnowASensorAgainForAnHourByEitherSideOfItsLastAlert() {
    storm();
    resolve("t-1", 100);
    open("t-1", 3_500);
    resolve("t-1", 3_600);
    written.clear();
    open("t-1", -100);
    resolve("t-1", 3_600);
    open("t-1", 3_500.000001);

    assertThat(sensorAlerts())
        .filteredOn(alert -> alert.state() == Alert.State.OPENED)
        .extracting(Alert::rolledUpInto)
        .containsExactly(STORM, null);
  }

  @Test
  void shouldRememberTheOthersWhenOneClockIsFarAhead() {
    open("t-1", 0);
    open("t-2", 1);
    open("t-3", 7_200);
    open("t-4", 2);
    assertThat(storms()).isEmpty();
    open("t-5", 3);

    assertThat(storms())
        .extracting(Alert::sensors)
        .containsExactly(List.of("t-1", "t-2", "t-4", "t-5"));
  }

  @Test
  void shouldBeAsBadAsTheWorstOfItsAlerts() {
    status("t-1", 0, Severity.CRITICAL);
    status("t-2", 0, Severity.HIGH);
    status("t-3", 0, Severity.HIGH);
    status("t-4", 0, Severity.HIGH);

    assertThat(storms()).extracting(Alert::severity).containsExactly(Severity.CRITICAL);
  }

  @Test
  void shouldNotCountTwiceWhatIsToldTwice() {
    open("t-1", 0);
    open("t-1", 0);
    open("t-2", 0);
    open("t-3", 0);
    assertThat(storms()).isEmpty();
    open("t-4", 0);
    written.clear();
    open("t-4", 0);

    assertThat(written).extracting(Alert::rolledUpInto).containsExactly(STORM);
    IntStream.rangeClosed(1, 4).forEach(sensor -> resolve("t-" + sensor, 100));
    assertThat(storms()).extracting(Alert::anomalyCount).containsExactly(4L);
  }

  @Test
  void shouldMakeNoStormsWhenTheyAreSwitchedOff() {
    watch = watch(0);
    IntStream.range(0, 100).forEach(sensor -> open("t-" + sensor, 0));

    assertThat(written).hasSize(100).allMatch(alert -> alert.rolledUpInto() == null);
  }

  @Test
  void shouldNameNoMoreSensorsThanARecordCanHold() {
    IntStream.range(0, 1_500).forEach(sensor -> open("t-" + sensor, 0));
    written.clear();
    IntStream.range(0, 1_500).forEach(sensor -> resolve("t-" + sensor, 100));

    assertThat(storms())
        .singleElement()
        .satisfies(storm -> assertThat(storm.sensors()).hasSize(Alert.MOST_SENSORS))
        .satisfies(storm -> assertThat(storm.sensorCount()).isEqualTo(1_500));
  }
}
