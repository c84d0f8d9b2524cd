package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.DELAY;
import static io.headwater.streams.alert.Sensors.at;
import static io.headwater.streams.alert.Sensors.event;
import static io.headwater.streams.alert.Sensors.hot;
import static io.headwater.streams.alert.Sensors.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.TimedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Random histories of a sensor, with restarts, against one who reads the whole history at once. */
class AlertEpisodesPropertyTest {

  private static final String SENSOR = "t-1";
  private static final long RESOLVE_AFTER = 3 * Sensors.SECOND;

  /** What happens: an event of that second, hot or not; a silence; or another process goes on. */
  private record Step(What what, int second, int value) {}

  private enum What {
    GOOD,
    HOT,
    SILENCE,
    RESTART
  }

  @Property
  void shouldMakeOfAnyHistoryWhatAReaderOfAllOfItMakes(@ForAll("histories") List<Step> history) {
    assertThat(withRestarts(history)).isEqualTo(NaiveEpisodes.of(history));
  }

  @Property
  void shouldOpenNoTwoAlertsOfARuleAtOnceAndGiveEachAnIdOfItsOwn(
      @ForAll("histories") List<Step> history) {
    Map<String, Alert> open = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (Alert alert : changes(history)) {
      if (alert.state() == Alert.State.OPENED) {
        assertThat(open.put(alert.ruleId(), alert)).isNull();
        assertThat(ids.add(alert.alertId())).isTrue();
      } else {
        Alert opened = open.remove(alert.ruleId());
        assertThat(opened).isNotNull();
        assertThat(alert.alertId()).isEqualTo(opened.alertId());
        assertThat(alert.changedAt()).isGreaterThanOrEqualTo(opened.openedAt());
      }
    }
  }

  @Property
  void shouldTellTheSameStoryWhenItIsReplayed(@ForAll("histories") List<Step> history) {
    List<Step> undisturbed = history.stream().filter(step -> step.what() != What.RESTART).toList();

    assertThat(changes(history)).isEqualTo(changes(undisturbed));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<What> what =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(What.GOOD)),
            Tuple.of(4, Arbitraries.just(What.HOT)),
            Tuple.of(1, Arbitraries.just(What.SILENCE)),
            Tuple.of(1, Arbitraries.just(What.RESTART)));
    Arbitrary<Integer> jump = Arbitraries.integers().between(-4, 3);
    return what.flatMap(
            kind ->
                jump.flatMap(
                    second ->
                        Arbitraries.integers()
                            .between(101, 110)
                            .map(value -> new Step(kind, second, value))))
        .list()
        .ofMaxSize(40)
        .map(AlertEpisodesPropertyTest::inTime);
  }

  /** Time goes on a second with each step; events are a little out of order, silences not. */
  private static List<Step> inTime(List<Step> steps) {
    List<Step> timed = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int second = step.what() == What.SILENCE ? 100 + i : i + step.second();
      timed.add(new Step(step.what(), second, step.value()));
    }
    return timed;
  }

  private static List<String> withRestarts(List<Step> history) {
    return changes(history).stream().map(AlertEpisodesPropertyTest::line).toList();
  }

  private static String line(Alert alert) {
    return "%s %s %s: %s, last %s, peak %s, %d"
        .formatted(
            alert.state(),
            alert.alertId(),
            alert.changedAt() - at(0),
            alert.firstValue(),
            alert.lastValue(),
            alert.peakValue(),
            alert.anomalyCount());
  }

  private static List<Alert> changes(List<Step> history) {
    KeyValueStore<Bytes, byte[]> disk =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("episodes"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    disk.init(new MockProcessorContext<>().getStateStoreContext(), disk);
    EpisodeStore episodes = new EpisodeStore(disk);
    List<Alert> changes = new ArrayList<>();
    long newest = at(0);
    for (Step step : history) {
      newest = step.what() == What.SILENCE ? newest : Math.max(newest, at(step.second()));
      switch (step.what()) {
        case RESTART -> {
          episodes.save();
          episodes = new EpisodeStore(disk);
        }
        case SILENCE -> found(silent(SENSOR, step.second()), episodes, changes);
        case HOT -> {
          found(hot(SENSOR, step.second(), step.value()), episodes, changes);
          seen(event(SENSOR, step.second(), newest - DELAY, "threshold"), episodes, changes);
        }
        case GOOD -> seen(event(SENSOR, step.second(), newest - DELAY), episodes, changes);
      }
    }
    return changes;
  }

  private static void found(Anomaly anomaly, EpisodeStore episodes, List<Alert> changes) {
    episodes.of(SENSOR).found(anomaly, Mutes.NOT_MUTED).ifPresent(changes::add);
    episodes.changed(SENSOR);
  }

  private static void seen(TimedEvent event, EpisodeStore episodes, List<Alert> changes) {
    AlertEpisodes sensor = episodes.find(SENSOR);
    if (sensor != null) {
      for (Alert resolved : sensor.seen(event, RESOLVE_AFTER, event.judgedBy() + DELAY)) {
        episodes.resolved(SENSOR, resolved.ruleId());
        changes.add(resolved);
      }
    }
    episodes.forget(event.watermark());
  }

  /** Looks at each rule by itself, and at all that came before each step. */
  private static final class NaiveEpisodes {

    private final List<String> lines = new ArrayList<>();
    private final List<Step> hot = new ArrayList<>();
    private int resolvedAt = Integer.MIN_VALUE;
    private int silence = -1;
    private int lastSilence;
    private int silences;

    static List<String> of(List<Step> history) {
      NaiveEpisodes naive = new NaiveEpisodes();
      for (Step step : history) {
        switch (step.what()) {
          case HOT -> {
            naive.hot(step);
            naive.endOfSilence(step);
          }
          case GOOD -> {
            naive.endOfSilence(step);
            naive.good(step);
          }
          case SILENCE -> naive.silence(step.second());
          case RESTART -> {}
        }
      }
      return naive.lines;
    }

    private void hot(Step step) {
      if (!hot.isEmpty()) {
        hot.add(step);
      } else if (step.second() >= resolvedAt) {
        hot.add(step);
        tell("OPENED", step.second());
      }
    }

    private void good(Step step) {
      int last = hot.stream().mapToInt(Step::second).max().orElse(Integer.MAX_VALUE / 2);
      if (step.second() >= last + RESOLVE_AFTER / Sensors.SECOND) {
        tell("RESOLVED", step.second());
        resolvedAt = step.second();
        hot.clear();
      }
    }

    private void silence(int second) {
      lastSilence = second;
      if (silence < 0) {
        silence = second;
        silences = 1;
        tellOfSilence("OPENED", second, second);
      } else {
        silences++;
      }
    }

    private void endOfSilence(Step step) {
      if (silence >= 0) {
        tellOfSilence("RESOLVED", silence, Math.max(step.second(), lastSilence));
        silence = -1;
      }
    }

    private void tell(String state, int second) {
      Step last = hot.get(0);
      Step peak = hot.get(0);
      for (Step step : hot) {
        last = step.second() >= last.second() ? step : last;
        peak = step.value() > peak.value() ? step : peak;
      }
      lines.add(
          "%s threshold:%s:%s %d: %s, last %s, peak %s, %d"
              .formatted(
                  state,
                  SENSOR,
                  Sensors.START.plusSeconds(hot.get(0).second()),
                  second * Sensors.SECOND,
                  (double) hot.get(0).value(),
                  (double) last.value(),
                  (double) peak.value(),
                  hot.size()));
    }

    private void tellOfSilence(String state, int opened, int second) {
      lines.add(
          "%s missing-data:%s:%s %d: null, last null, peak null, %d"
              .formatted(
                  state,
                  SENSOR,
                  Sensors.START.plusSeconds(opened),
                  second * Sensors.SECOND,
                  silences));
    }
  }
}
