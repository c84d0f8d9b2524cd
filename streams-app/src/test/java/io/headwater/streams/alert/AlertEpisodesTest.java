package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.DELAY;
import static io.headwater.streams.alert.Sensors.MINUTE;
import static io.headwater.streams.alert.Sensors.at;
import static io.headwater.streams.alert.Sensors.celsius;
import static io.headwater.streams.alert.Sensors.event;
import static io.headwater.streams.alert.Sensors.hot;
import static io.headwater.streams.alert.Sensors.silent;
import static io.headwater.streams.alert.Sensors.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.Severity;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.TimedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertEpisodesTest {

  private final AlertEpisodes sensor = new AlertEpisodes();
  private final List<Alert> opened = new ArrayList<>();

  @Test
  void shouldOpenOneAlertAtTheFirstAnomaly() {
    found(hot("t-1", 0, 101));
    found(hot("t-1", 0.1, 103));
    found(hot("t-1", 0.2, 102));

    assertThat(opened)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.alertId()).isEqualTo("threshold:t-1:2026-03-01T12:00:00Z");
              assertThat(alert.state()).isEqualTo(Alert.State.OPENED);
              assertThat(alert.openedAt()).isEqualTo(at(0));
              assertThat(alert.changedAt()).isEqualTo(at(0));
              assertThat(alert.peakValue()).isEqualTo(101);
              assertThat(alert.anomalyCount()).isEqualTo(1);
            });
  }

  @Test
  void shouldNotStayOpenUntilTrueTimeReachesAnAnomalyWhoseClockWasAhead() {
    found(hot("t-1", 3_540, 101));
    assertThat(seen(event("t-1", 1))).isEmpty();

    assertThat(seen(event("t-1", 61)))
        .singleElement()
        .satisfies(alert -> assertThat(alert.changedAt()).isEqualTo(at(3_540)));
    found(hot("t-1", 1_200, 101));
    assertThat(opened).hasSize(2);
  }

  @Test
  void shouldTellWhatTheEpisodeWasLikeWhenItIsOver() {
    found(hot("t-1", 0, 101));
    found(hot("t-1", 10, 104.5));
    found(hot("t-1", 20, 102));

    assertThat(seen(event("t-1", 80)))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.alertId()).isEqualTo(opened.get(0).alertId());
              assertThat(alert.state()).isEqualTo(Alert.State.RESOLVED);
              assertThat(alert.openedAt()).isEqualTo(at(0));
              assertThat(alert.changedAt()).isEqualTo(at(80));
              assertThat(alert.firstValue()).isEqualTo(101);
              assertThat(alert.lastValue()).isEqualTo(102);
              assertThat(alert.peakValue()).isEqualTo(104.5);
              assertThat(alert.anomalyCount()).isEqualTo(3);
            });
  }

  @Test
  void shouldStayOpenUntilTheAnomalyHasStayedAwayLongEnough() {
    found(hot("t-1", 0, 101));

    assertThat(seen(event("t-1", 59.999999))).isEmpty();
    assertThat(seen(event("t-1", 60))).hasSize(1);
    assertThat(seen(event("t-1", 61))).isEmpty();
  }

  @Test
  void shouldTakeAnAnomalyThatComesBackSoonForTheSameAlert() {
    for (int second = 0; second < 600; second += 50) {
      found(hot("t-1", second, 101));
      assertThat(seen(event("t-1", second, "threshold"))).isEmpty();
      assertThat(seen(event("t-1", second + 25))).isEmpty();
    }

    assertThat(opened).hasSize(1);
  }

  @Test
  void shouldNotTakeAnEventThatBreaksTheRuleForItsEnd() {
    found(hot("t-1", 0, 101));
    // its anomaly comes first; here it is lost, so that only the event speaks
    assertThat(seen(event("t-1", 90, "threshold"))).isEmpty();
    assertThat(seen(event("t-1", 90, "status"))).hasSize(1);
  }

  @Test
  void shouldOpenAnotherAlertWhenItHappensAgain() {
    found(hot("t-1", 0, 101));
    seen(event("t-1", 60));
    found(hot("t-1", 60.5, 102));

    assertThat(opened)
        .extracting(Alert::alertId)
        .containsExactly(
            "threshold:t-1:2026-03-01T12:00:00Z", "threshold:t-1:2026-03-01T12:01:00.500Z");
  }

  @Test
  void shouldNotOpenAnAlertForTheTimeBeforeTheLastWasResolved() {
    found(hot("t-1", 0, 101));
    seen(event("t-1", 60));
    found(hot("t-1", 59, 102));
    assertThat(opened).hasSize(1);

    found(hot("t-1", 60, 102));
    assertThat(opened).hasSize(2);
  }

  @Test
  void shouldForgetTheLastAlertWhenTheWatermarkIsAnHourOn() {
    found(hot("t-1", 0, 101));
    seen(event("t-1", 60));

    sensor.forget("threshold", at(60) + AlertEpisodes.REMEMBERED - 1);
    assertThat(sensor.isEmpty()).isFalse();
    sensor.forget("threshold", at(60) + AlertEpisodes.REMEMBERED);
    assertThat(sensor.isEmpty()).isTrue();
  }

  @Test
  void shouldNotTakeTheHoursToComeForThePastWhenAFastClockResolvedIt() {
    found(hot("t-1", 0, 101));
    // an event from a clock that is 50 minutes fast: the partition is not there yet
    seen(event("t-1", 3_000, at(0) - DELAY));
    found(hot("t-1", 1, 101));

    assertThat(opened).hasSize(2);
  }

  @Test
  void shouldCountAnomaliesOutOfOrderButTakeTheLatestForTheLast() {
    found(hot("t-1", 30, 101));
    found(hot("t-1", 10, 107));
    assertThat(seen(event("t-1", 89))).isEmpty();

    Alert resolved = seen(event("t-1", 90)).get(0);
    assertThat(resolved.openedAt()).isEqualTo(at(30));
    assertThat(resolved.lastValue()).isEqualTo(101);
    assertThat(resolved.peakValue()).isEqualTo(107);
    assertThat(resolved.anomalyCount()).isEqualTo(2);
  }

  @Test
  void shouldTakeTheValueFarthestBelowForThePeakOfACold() {
    found(hot("t-1", 0, 31));
    found(hot("t-1", 1, -40));
    found(hot("t-1", 2, 20));

    assertThat(seen(event("t-1", 70)).get(0).peakValue()).isEqualTo(-40);
  }

  @Test
  void shouldKeepTheValuesOfAnAlertInOneUnit() {
    found(hot("t-1", 0, 101));
    found(celsius("t-1", 1, 3_000));

    Alert resolved = seen(event("t-1", 70)).get(0);
    assertThat(resolved.unit()).isEqualTo("fahrenheit");
    assertThat(resolved.lastValue()).isEqualTo(101);
    assertThat(resolved.peakValue()).isEqualTo(101);
    assertThat(resolved.anomalyCount()).isEqualTo(2);
  }

  @Test
  void shouldBecomeAsBadAsItsWorstAnomaly() {
    found(status("t-1", 0, Severity.HIGH));
    found(status("t-1", 1, Severity.CRITICAL));
    found(status("t-1", 2, Severity.HIGH));

    assertThat(opened).extracting(Alert::severity).containsExactly(Severity.HIGH);
    assertThat(seen(event("t-1", 70)))
        .extracting(Alert::severity)
        .containsExactly(Severity.CRITICAL);
  }

  @Test
  void shouldKeepAnAlertForEachRule() {
    found(hot("t-1", 0, 101));
    found(status("t-1", 30, Severity.HIGH));

    assertThat(opened).extracting(Alert::ruleId).containsExactly("threshold", "status");
    assertThat(seen(event("t-1", 60))).extracting(Alert::ruleId).containsExactly("threshold");
    assertThat(seen(event("t-1", 90))).extracting(Alert::ruleId).containsExactly("status");
  }

  @Test
  void shouldEndASilenceWithTheNextEventWhatever() {
    found(silent("t-1", 300));

    assertThat(seen(event("t-1", 301, "threshold")))
        .extracting(Alert::ruleId, Alert::changedAt)
        .containsExactly(tuple("missing-data", at(301)));
    assertThat(sensor.isEmpty()).isTrue();
  }

  @Test
  void shouldNotEndASilenceBeforeItBeganWhenTheEventIsLate() {
    found(silent("t-1", 300));

    assertThat(seen(event("t-1", 200))).extracting(Alert::changedAt).containsExactly(at(300));
  }

  @Test
  void shouldOpenNoAlertBeforeTheMuteEnds() {
    sensor.found(hot("t-1", 0, 101), at(10)).ifPresent(opened::add);
    sensor.found(hot("t-1", 9.9, 101), at(10)).ifPresent(opened::add);
    assertThat(opened).isEmpty();
    assertThat(sensor.isEmpty()).isTrue();

    sensor.found(hot("t-1", 10, 101), at(10)).ifPresent(opened::add);
    assertThat(opened).hasSize(1);
  }

  @Test
  void shouldGoOnWithAnAlertThatWasOpenWhenTheMuteCame() {
    found(hot("t-1", 0, 101));
    sensor.found(hot("t-1", 50, 102), at(600)).ifPresent(opened::add);

    assertThat(opened).hasSize(1);
    assertThat(seen(event("t-1", 60))).isEmpty();
    assertThat(seen(event("t-1", 110))).extracting(Alert::anomalyCount).containsExactly(2L);
  }

  private void found(Anomaly anomaly) {
    sensor.found(anomaly, Mutes.NOT_MUTED).ifPresent(opened::add);
  }

  private List<Alert> seen(TimedEvent event) {
    return sensor.seen(event, MINUTE, event.judgedBy() + DELAY);
  }
}
