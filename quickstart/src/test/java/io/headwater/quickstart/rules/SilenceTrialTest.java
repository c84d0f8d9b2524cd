package io.headwater.quickstart.rules;

import static io.headwater.quickstart.rules.Recorded.micros;
import static io.headwater.quickstart.rules.Recorded.reading;
import static io.headwater.quickstart.rules.Recorded.sentAt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.json.DetectionRuleJson;
import io.headwater.quickstart.rules.TrialReport.OfSensor;
import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.config.TimeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a dry run finds silences: as the stream would have, whose time goes on without events. */
class SilenceTrialTest {

  private static final TimeRange MORNING =
      new TimeRange(micros("2026-03-01T06:00:00Z"), micros("2026-03-01T10:00:00Z"));

  /** Silences of two minutes are tried. */
  private final RuleTrial trial = trial(ReplayOrder.AS_READ);

  @Test
  void shouldTellOfSensorsThatWereSilentWhileTheirPartitionWasIdle() {
    // Given a partition without an event for three hours
    trial.accept(reading("a", "2026-03-01T06:00:00Z", 70, 0));
    trial.accept(reading("b", "2026-03-01T06:01:00Z", 70, 1));
    trial.accept(reading("a", "2026-03-01T09:00:00Z", 70, 2));

    // Then both were silent, as the wall clock told the stream
    assertThat(silences("2026-03-01T09:00:00Z"))
        .containsExactly(
            silence("a", "2026-03-01T06:02:00Z"), silence("b", "2026-03-01T06:03:00Z"));
  }

  @Test
  void shouldNotTellOfASensorThatIsBackBeforeTheIdlePartitionsTimeIsThere() {
    // Given two sensors that pause for 2 min 39 s and for 2 min 41 s, of which time waits for 40 s
    trial.accept(reading("a", "2026-03-01T06:00:00Z", 70, 0));
    trial.accept(reading("a", "2026-03-01T06:02:39Z", 70, 1));
    trial.accept(reading("a", "2026-03-01T06:05:20Z", 70, 2));

    assertThat(silences("2026-03-01T06:05:20Z"))
        .containsExactly(silence("a", "2026-03-01T06:04:39Z"));
  }

  @Test
  void shouldNotTakeABacklogThatWasSentAtOnceForSilence() {
    // Given readings of one morning that were all sent in the next second, an hour apart
    trial.accept(sentAt("2026-03-02T00:00:00Z", reading("a", "2026-03-01T06:00:00Z", 70, 0)));
    trial.accept(sentAt("2026-03-02T00:00:00Z", reading("b", "2026-03-01T06:00:00Z", 70, 1)));
    trial.accept(sentAt("2026-03-02T00:00:01Z", reading("a", "2026-03-01T07:00:00Z", 70, 2)));
    trial.accept(sentAt("2026-03-02T00:00:01Z", reading("b", "2026-03-01T07:00:00Z", 70, 3)));

    assertThat(silences("2026-03-02T00:00:01Z")).isEmpty();
  }

  @Test
  void shouldNotFollowASensorWhoseClockIsAhead() {
    // Given one whose clock is half an hour ahead, between two that send every minute
    for (long minute = 0; minute < 5; minute++) {
      String time = "2026-03-01T06:0%d:00Z".formatted(minute);
      trial.accept(reading("a", time, 70, 3 * minute));
      trial.accept(sentAt(time, reading("fast", "2026-03-01T06:30:00Z", 70, 3 * minute + 1)));
      trial.accept(reading("b", time, 70, 3 * minute + 2));
    }

    assertThat(silences("2026-03-01T06:04:00Z")).isEmpty();
  }

  @Test
  void shouldNotFollowAClockThatIsAheadAndStampsTheRecordsToo() {
    // Given one that is half an hour ahead, between two that send every minute
    for (int minute = 0; minute < 40; minute++) {
      String time = "2026-03-01T06:%02d:00Z".formatted(minute);
      Instant ahead = Instant.parse(time).plus(Duration.ofMinutes(30));
      trial.accept(reading("a", time, 70, 4L * minute));
      trial.accept(reading("fast", ahead.toString(), 70, 4L * minute + 1));
      trial.accept(reading("b", time, 70, 4L * minute + 2));
      // and one that stops after five minutes
      if (minute < 5) {
        trial.accept(reading("gone", time, 70, 4L * minute + 3));
      }
    }

    assertThat(silences("2026-03-01T06:39:00Z"))
        .containsExactly(silence("gone", "2026-03-01T06:06:00Z"));
  }

  @Test
  void shouldNotTakeARecordThatWasSentLateForASlowClock() {
    // Given a partition that was idle for three hours, and then had a record from before them
    trial.accept(reading("a", "2026-03-01T06:00:00Z", 70, 0));
    trial.accept(reading("a", "2026-03-01T09:00:00Z", 70, 1));
    trial.accept(reading("b", "2026-03-01T05:30:00Z", 70, 2));

    assertThat(silences("2026-03-01T09:00:00Z"))
        .containsExactly(silence("a", "2026-03-01T06:02:00Z"));
  }

  @Test
  void shouldBringTimeToTheEndOfTheRange() {
    // Given a sensor that is silent from 09:57:59 on, in a partition that goes on until the end
    trial.accept(reading("gone", "2026-03-01T09:57:59Z", 70, 0));
    trial.accept(reading("steady", "2026-03-01T09:58:59Z", 70, 1));
    trial.accept(reading("steady", "2026-03-01T09:59:59Z", 70, 2));

    // When what is recorded goes on long after it, what was due before the end is told, and no more
    assertThat(silences("2026-03-01T12:00:00Z"))
        .containsExactly(silence("gone", "2026-03-01T09:59:59Z"));
  }

  @Test
  void shouldNotTellWhatTheStreamHasNotToldByNow() {
    trial.accept(reading("gone", "2026-03-01T09:57:00Z", 70, 0));
    trial.accept(reading("steady", "2026-03-01T09:58:00Z", 70, 1));

    // the stream's time is 40 s behind in an idle partition
    assertThat(silences("2026-03-01T09:59:39.999Z")).isEmpty();

    assertThat(silences("2026-03-01T09:59:40Z"))
        .containsExactly(silence("gone", "2026-03-01T09:59:00Z"));
  }

  @Test
  void shouldGoByEventTimeWhereASensorsEventsAreInAnyPartition() {
    RuleTrial byTime = trial(ReplayOrder.BY_TIME);

    // Given one event that was sent an hour late, and stands where it belongs
    byTime.accept(reading("a", "2026-03-01T06:00:00Z", 70, 0));
    byTime.accept(sentAt("2026-03-01T07:00:30Z", reading("b", "2026-03-01T06:00:30Z", 70, 1)));
    byTime.accept(reading("a", "2026-03-01T06:01:00Z", 70, 2));
    byTime.accept(reading("b", "2026-03-01T06:01:30Z", 70, 3));

    assertThat(silences(byTime, "2026-03-01T06:01:30Z")).isEmpty();
  }

  /** Those of what was recorded until then. */
  private List<OfSensor> silences(String until) {
    return silences(trial, until);
  }

  private static List<OfSensor> silences(RuleTrial trial, String until) {
    trial.finish(Extent.until(Instant.parse(until)));
    return trial.report("a test", 10).top();
  }

  private static OfSensor silence(String sensorId, String at) {
    return new OfSensor(sensorId, 0, 1, at, at);
  }

  private static RuleTrial trial(ReplayOrder order) {
    String json = "{\"version\":1,\"kind\":\"missing-data\",\"after_seconds\":120}";
    NamedRule rule =
        NamedRule.of("two-minutes", new DetectionRuleJson().decode(json.getBytes(UTF_8)));
    return new RuleTrial(RuleBook.builtIn().rules(), rule, MORNING, order, TimeSettings.defaults());
  }
}
