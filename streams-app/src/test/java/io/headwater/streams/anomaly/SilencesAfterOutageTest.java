package io.headwater.streams.anomaly;

import static io.headwater.streams.anomaly.Watch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Anomaly;
import io.headwater.streams.state.KeyWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An outage in which nobody could send: twenty minutes, after which all that was kept comes. */
class SilencesAfterOutageTest {

  private static final int OUTAGE = 1_200;

  private final Watch watch = new Watch();

  @Test
  void shouldNotHoldAnOutageAgainstTheSensors() {
    // Given a hundred sensors, each of which sends once a minute
    for (int sensor = 0; sensor < 100; sensor++) {
      watch.event("s" + sensor, sensor * 0.6);
    }
    // When nobody could send for an hour
    for (int sensor = 0; sensor < 100; sensor++) {
      watch.event("s" + sensor, 3_600 + sensor * 0.6);
    }
    // Then nobody is missing, but who does not come back
    assertThat(watch.told()).isEmpty();
    watch.beat("s1", 3_660, 4_100);
    assertThat(watch.told()).hasSize(99);
  }

  @Test
  void shouldNotTellOfThoseWhoseKeptDataComesAfterThatOfOthers() {
    allSendUntilTheOutage();
    // When they send what they kept, one after the other, within a minute
    for (int sensor = 0; sensor < 10; sensor++) {
      watch.heard(OUTAGE + sensor * 5);
      watch.beat("s" + sensor, 1, OUTAGE);
    }
    // Then nobody is missing, also when the minute is over
    watch.heard(OUTAGE + 60);
    watch.beat("s0", OUTAGE, OUTAGE + 60);
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldTellAfterAMinuteOfThoseWhoAreNotBack() {
    allSendUntilTheOutage();
    watch.heard(OUTAGE);
    watch.beat("s0", 1, OUTAGE);
    watch.heard(OUTAGE + 30);
    watch.heard(OUTAGE + 59.999);
    watch.event("s0", OUTAGE);
    assertThat(watch.told()).isEmpty();

    watch.heard(OUTAGE + 60);
    watch.event("s0", OUTAGE);
    assertThat(watch.told())
        .hasSize(9)
        .extracting(Anomaly::eventTime, Anomaly::ruleId)
        .containsOnly(tuple(at(300), "missing-data"));
  }

  @Test
  void shouldWaitOnWhenItIsRestartedMeanwhile() {
    allSendUntilTheOutage();
    watch.heard(OUTAGE);
    watch.beat("s0", 1, OUTAGE);
    watch.restart();
    watch.heard(OUTAGE + 30);
    watch.event("s0", OUTAGE);
    assertThat(watch.told()).isEmpty();

    watch.heard(OUTAGE + 60);
    watch.event("s0", OUTAGE);
    assertThat(watch.told()).hasSize(9);
  }

  @Test
  void shouldKnowOfAnOutageInWhichItWasRestarted() {
    allSendUntilTheOutage();
    watch.restart();
    watch.heard(OUTAGE);
    watch.beat("s0", 1, OUTAGE);
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldTellOfASilenceThatTheSensorsOwnNextEventProves() {
    allSendUntilTheOutage();
    watch.heard(OUTAGE);
    watch.beat("s0", 1, OUTAGE);
    // When one was silent for most of the outage, and has kept only its end
    watch.event("s1", 299.999_999);
    watch.event("s2", 300);
    // Then that is told, though it is back
    assertThat(watch.told())
        .extracting(Anomaly::sensorId, Anomaly::eventTime)
        .containsExactly(tuple("s2", at(300)));
  }

  @Test
  void shouldTellOfItAlsoWhenWhatOthersKeptHasAGap() {
    allSendUntilTheOutage();
    watch.heard(OUTAGE);
    watch.beat("s0", 1, 400);
    // When the end of what one kept takes time on in one step
    watch.event("s0", OUTAGE);
    watch.restart();
    watch.event("s1", 299.999_999);
    watch.event("s2", 500);
    assertThat(watch.told())
        .extracting(Anomaly::sensorId, Anomaly::eventTime)
        .containsExactly(tuple("s2", at(300)));
    watch.heard(OUTAGE + 30);
    // Then the silences before the step are dated as if there was none
    watch.heard(OUTAGE + 60);
    watch.event("s0", OUTAGE + 60);
    assertThat(watch.told()).hasSize(7).extracting(Anomaly::eventTime).containsOnly(at(300));
  }

  @Test
  void shouldNotTakeAQuietPartitionForAnOutage() {
    watch.heard(0);
    watch.event("a", 0);
    // When events come that are no news, then none until the partition is idle and that is known
    for (int second = 65; second <= 390; second += 65) {
      watch.heard(second);
      watch.pass(second);
    }
    assertThat(watch.told()).hasSize(1);
  }

  @Test
  void shouldTellInTheEndWhereEventsAreFewAndTheBrokerDoesNotSaySo() {
    watch.heard(0);
    watch.event("a", 0);
    // When every event comes after a pause that is too long
    for (int second = 70; second <= 700; second += 70) {
      watch.heard(second);
      watch.event("b", second);
      if (second == 350) {
        watch.restart();
      }
    }
    assertThat(watch.told()).extracting(Anomaly::sensorId).containsExactly("a");
  }

  @Test
  void shouldWaitAgainWhenTheBrokerIsBackForAMomentOnly() {
    // Given an outage after which nobody but one could send before the next
    allSendUntilTheOutage();
    watch.heard(OUTAGE);
    watch.beat("s0", 1, OUTAGE);
    watch.heard(OUTAGE + 5);
    watch.event("s0", OUTAGE + 5);
    // When all send what they kept in both, one after the other
    for (int sensor = 0; sensor < 10; sensor++) {
      watch.heard(2 * OUTAGE + sensor * 5);
      watch.beat("s" + sensor, 1, 2 * OUTAGE);
    }
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldReadWhatTheVersionBeforeWroteOfOutages() {
    DetectionStore store = new InMemoryStore();
    byte[] before = ByteBuffer.allocate(17).put((byte) 1).putLong(100_000).putLong(70_000).array();
    store.put(KeyWriter.key(DetectionStore.OUTAGES).toKey(), before);

    Outages outages = new Outages(Duration.ofSeconds(30), store);
    assertThat(outages.isJustOver()).isTrue();
    outages.heard(130_000);
    assertThat(outages.isJustOver()).isFalse();
    outages.heard(200_000);
    assertThat(outages.isJustOver()).isTrue();
  }

  @Test
  void shouldNotWaitForAClockThatWasSetBack() {
    allSendUntilTheOutage();
    watch.heard(OUTAGE);
    watch.heard(-7_200);
    watch.beat("s0", 1, OUTAGE);
    assertThat(watch.told()).hasSize(9);
  }

  private void allSendUntilTheOutage() {
    watch.heard(0);
    for (int sensor = 0; sensor < 10; sensor++) {
      watch.event("s" + sensor, 0);
    }
  }
}
