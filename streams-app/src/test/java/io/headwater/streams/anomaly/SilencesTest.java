package io.headwater.streams.anomaly;

import static io.headwater.streams.anomaly.Watch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.Origin;
import io.headwater.model.Severity;
import org.junit.jupiter.api.Test;

/** Sensors that send nothing, seconds after noon; the watermark is ten seconds behind. */
class SilencesTest {

  private final Watch watch = new Watch();

  @Test
  void shouldTellOfASilenceOfFiveMinutesOnce() {
    watch.event("a", 0);
    // Given that others go on, up to a moment before five minutes
    watch.beat("b", 0, 300);
    watch.event("b", 309.999_999);
    assertThat(watch.told()).isEmpty();
    // When the watermark is at five minutes
    watch.event("b", 310);
    // Then it is told once, however long it goes on
    assertThat(watch.told())
        .containsExactly(
            new Anomaly(
                "missing-data:0:sensor-events:0:0",
                "missing-data",
                0,
                AnomalyKind.MISSING_DATA,
                Severity.HIGH,
                "a",
                "pump",
                "hall",
                at(300),
                null,
                null,
                null,
                null,
                "The sensor has sent nothing for 300 s.",
                new Origin("sensor-events", 0, 0)));
    watch.beat("b", 310, 4_000);
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldTellOfTheNextSilenceWhenTheSensorWasBack() {
    watch.event("a", 0);
    watch.beat("b", 0, 400);
    watch.event("a", 400);
    watch.beat("b", 400, 800);

    assertThat(watch.told()).extracting(Anomaly::eventTime).containsExactly(at(300), at(700));
  }

  @Test
  void shouldSayNothingOfASensorThatNeverSentOrStillSends() {
    watch.beat("a", 0, 3_600);
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldTellWhenThePartitionIsIdleAndTimeGoesOnWithTheClock() {
    watch.event("a", 0);
    watch.passSlowly(299);
    assertThat(watch.told()).isEmpty();
    watch.passSlowly(300);
    assertThat(watch.told()).extracting(Anomaly::eventTime).containsExactly(at(300));
  }

  @Test
  void shouldFindNobodyMissingInABacklogThatIsReadAtOnce() {
    for (int second = 0; second < 1_200; second++) {
      watch.event("s" + second % 100, second);
    }
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldKnowAfterARestartWhatItKnewAndWhatItTold() {
    watch.event("a", 0);
    watch.beat("b", 0, 100);
    watch.event("c", 100);
    watch.restart();
    watch.beat("b", 100, 350);
    watch.restart();
    watch.beat("b", 350, 600);
    watch.restart();
    watch.beat("b", 600, 900);

    assertThat(watch.told())
        .extracting(Anomaly::sensorId, Anomaly::eventTime)
        .containsExactly(tuple("a", at(300)), tuple("c", at(400)));
  }

  @Test
  void shouldCountFromWhenAnEventCameThatWasLate() {
    // Given a sensor that sends an hour that it had kept
    watch.beat("b", 0, 3_600);
    watch.event("a", 0);
    // Then its silence begins then
    watch.beat("b", 3_600, 3_880);
    assertThat(watch.told()).isEmpty();
    watch.beat("b", 3_880, 3_910);
    assertThat(watch.told()).extracting(Anomaly::eventTime).containsExactly(at(3_890));
  }

  @Test
  void shouldNotTellOfASensorThatIsMutedBeforeThatIsOver() {
    watch.mute("a", 1_000);
    watch.event("a", 0);
    watch.beat("b", 0, 1_009);
    assertThat(watch.told()).isEmpty();
    watch.beat("b", 1_009, 1_080);
    assertThat(watch.told()).extracting(Anomaly::eventTime).containsExactly(at(1_000));
  }

  @Test
  void shouldTellWithinAMinuteWhenAMuteIsLifted() {
    watch.mute("a", 10_000);
    watch.event("a", 0);
    watch.beat("b", 0, 1_000);
    watch.unmute("a");
    watch.beat("b", 1_000, 1_071);
    assertThat(watch.told()).extracting(Anomaly::eventTime).containsExactly(at(300));
  }

  @Test
  void shouldLookSoonerWhenTheRuleBecomesStricter() {
    watch.event("a", 0);
    watch.event("b", 0);
    watch.beat("c", 0, 100);
    watch.setRules(missing("missing-data", 2, true, 60));
    watch.event("c", 101);
    assertThat(watch.told())
        .extracting(Anomaly::sensorId, Anomaly::ruleVersion, Anomaly::eventTime)
        .containsExactlyInAnyOrder(tuple("a", 2, at(60)), tuple("b", 2, at(60)));
  }

  @Test
  void shouldLookSoonerWhenTheRuleBecameStricterWhileItWasAway() {
    watch.event("a", 0);
    watch.restart();
    watch.setRules(missing("missing-data", 2, true, 60));
    watch.beat("c", 0, 80);
    assertThat(watch.told()).extracting(Anomaly::sensorId).containsExactly("a");
  }

  @Test
  void shouldWaitLongerWhenTheRuleBecomesMoreLenient() {
    watch.event("a", 0);
    watch.setRules(missing("missing-data", 2, true, 600));
    watch.beat("b", 0, 609);
    assertThat(watch.told()).isEmpty();
    watch.beat("b", 609, 612);
    assertThat(watch.told()).extracting(Anomaly::eventTime).containsExactly(at(600));
  }

  @Test
  void shouldTellOnceForEachRuleThatHolds() {
    watch.setRules(missing("sooner", 1, true, 60));
    watch.event("a", 0);
    watch.beat("b", 0, 400);
    assertThat(watch.told())
        .extracting(Anomaly::ruleId, Anomaly::eventTime)
        .containsExactly(tuple("sooner", at(60)), tuple("missing-data", at(300)));
  }

  @Test
  void shouldTellNothingWhenTheRuleIsSwitchedOffAndNotHoldThatTimeAgainstASensorLater() {
    watch.event("a", 0);
    watch.setRules(missing("missing-data", 1, false, 300), spikeOff());
    for (int second = 0; second < 600; second++) {
      watch.event("a", second);
      watch.event("b", second);
    }
    assertThat(watch.told()).isEmpty();
    watch.setRules();
    watch.beat("b", 600, 620);
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldDoTheSameHoweverLittleIsDoneAtOnce() {
    for (int sensor = 0; sensor < 50; sensor++) {
      watch.event("s" + sensor, 0);
    }
    // When all are due at once, and only one is looked at
    beatAlone("b", 0, 305);
    watch.eventAlone("b", 311);
    assertThat(watch.goOn(1)).isFalse();
    // Then one that comes back meanwhile was missing too
    watch.eventAlone("s7", 312);
    assertThat(watch.goOn(10)).isFalse();
    assertThat(watch.goOn(100)).isTrue();
    assertThat(watch.told()).hasSize(50).extracting(Anomaly::eventTime).containsOnly(at(300));
  }

  @Test
  void shouldKnowSensorsThatItNoLongerHolds() {
    // Given more sensors than are held
    for (int sensor = 0; sensor < 70_000; sensor++) {
      watch.event("s" + sensor, 0);
    }
    // When the first and the last go on, and the others do not
    for (int second = 0; second <= 310; second++) {
      watch.event("s0", second);
      watch.event("s69999", second);
    }
    assertThat(watch.told()).hasSize(69_998);
  }

  @Test
  void shouldForgetASensorThatIsGone() {
    watch.event("b", 0);
    watch.commit();
    int few = watch.kept();
    watch.event("a", 0);
    watch.commit();
    assertThat(watch.kept()).isGreaterThan(few);
    // When it has been away for more than a month, in which time went on
    for (int minute = 0; minute < 32 * 24 * 60; minute++) {
      watch.event("b", minute * 60);
    }
    watch.commit();
    // Then no more is kept of it
    assertThat(watch.told()).hasSize(1);
    watch.restart();
    assertThat(watch.kept()).isLessThanOrEqualTo(few + SpikeSeries.SLOTS + 2);
  }

  private void beatAlone(String sensorId, int from, int to) {
    for (int second = from; second <= to; second++) {
      watch.eventAlone(sensorId, second);
    }
  }

  private static NamedRule missing(String id, int version, boolean enabled, int seconds) {
    return NamedRule.of(
        id,
        new DetectionRule(
            version,
            enabled,
            Subject.ALL,
            new DetectionRule.MissingData(seconds * 1_000_000L, Severity.HIGH)));
  }

  private static NamedRule spikeOff() {
    return NamedRule.of(
        "spike",
        new DetectionRule(
            1, false, Subject.ALL, new DetectionRule.Spike(20, 0, 60_000_000, Severity.HIGH)));
  }
}
