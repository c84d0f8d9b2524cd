package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.at;
import static io.headwater.streams.alert.Sensors.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Scope;
import io.headwater.model.Severity;
import io.headwater.streams.config.AlertSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Random openings and ends of many sensors' alerts, in no order of time, and with restarts. */
class StormPropertyTest {

  private static final int MOST = 3;
  private static final int WITHIN = 10;
  private static final long WINDOW = WITHIN * Sensors.SECOND;
  private static final long HOUR = 60 * Sensors.MINUTE;
  private static final AlertSettings.Storm SETTINGS =
      new AlertSettings.Storm(MOST, Duration.ofSeconds(WITHIN));

  /** A sensor's alert changes: it opens one, or resolves the one that is open. */
  private record Step(int sensor, int wave, int second, Severity severity, int restart) {}

  /** What went in at a step, and what came out. */
  private record Told(Alert change, List<Alert> written) {}

  @Property
  void shouldWriteEachChangeOnceAndNothingElseButStorms(@ForAll("histories") List<Step> history) {
    for (Told told : run(history)) {
      assertThat(told.written().stream().filter(alert -> alert.scope() == Scope.SENSOR))
          .singleElement()
          .satisfies(alert -> assertThat(alert.alertId()).isEqualTo(told.change().alertId()))
          .satisfies(alert -> assertThat(alert.state()).isEqualTo(told.change().state()));
      assertThat(told.written()).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Property
  void shouldRollUpWhatFollowsAndBeginAStormWhenTooManyStandForThemselves(
      @ForAll("histories") List<Step> history) {
    Map<String, Long> alone = new TreeMap<>();
    Map<String, Long> joined = new TreeMap<>();
    Map<String, Long> latest = new TreeMap<>();
    Alert storm = null;
    for (Told told : run(history)) {
      Alert change = sensorAlert(told);
      Alert begun = stormThat(Alert.State.OPENED, told);
      if (change.state() == Alert.State.OPENED) {
        long time = change.openedAt();
        String sensorId = change.sensorId();
        boolean follows =
            storm != null
                && change.severity().compareTo(storm.severity()) <= 0
                && (Math.abs(time - latest.getOrDefault(sensorId, -HOUR)) <= HOUR
                    || joined.values().stream()
                        .anyMatch(other -> Math.abs(time - other) <= WINDOW));
        if (follows) {
          joined.putIfAbsent(sensorId, time);
          latest.put(sensorId, time);
        } else {
          alone.put(sensorId, time);
        }
        boolean begins = !follows && most(alone, time) > MOST;
        assertThat(begun != null).as("a storm with %s", change).isEqualTo(begins);
        storm = begins ? begun : storm;
        assertThat(change.rolledUpInto()).isEqualTo(follows || begins ? storm.alertId() : null);
      }
      if (begun != null) {
        joined = new TreeMap<>(alone);
        joined.keySet().retainAll(begun.sensors());
        latest = new TreeMap<>(joined);
        alone.keySet().removeAll(begun.sensors());
      } else if (stormThat(Alert.State.RESOLVED, told) != null) {
        storm = null;
        joined.clear();
        latest.clear();
      }
    }
  }

  @Property
  void shouldListAllOfAStormAndEndItWhenAllAreResolvedOrAnotherBegins(
      @ForAll("histories") List<Step> history) {
    Set<String> ids = new HashSet<>();
    Map<String, String> alone = new HashMap<>();
    Set<String> members = new TreeSet<>();
    Set<String> open = new TreeSet<>();
    String storm = null;
    for (Told told : run(history)) {
      Alert change = sensorAlert(told);
      Alert begun = stormThat(Alert.State.OPENED, told);
      Alert ended = stormThat(Alert.State.RESOLVED, told);
      if (begun != null) {
        // one at a time: the one before gives way
        assertThat(ended != null).isEqualTo(storm != null);
      } else if (ended != null) {
        assertThat(open).containsExactly(change.alertId());
      }
      if (ended != null) {
        assertThat(told.written().indexOf(ended)).isEqualTo(begun == null ? 1 : 0);
        assertThat(ended.alertId()).isEqualTo(storm);
        assertThat(new TreeSet<>(ended.sensors())).isEqualTo(members);
        assertThat(ended.sensors()).doesNotHaveDuplicates();
        storm = null;
        open.clear();
        members.clear();
      }
      if (begun != null) {
        storm = begun.alertId();
        assertThat(ids.add(storm)).isTrue();
        assertThat(begun.sensors()).hasSize(MOST + 1).contains(change.sensorId());
        begun.sensors().stream().map(alone::get).filter(Objects::nonNull).forEach(open::add);
        members.addAll(begun.sensors());
      }
      if (change.state() == Alert.State.RESOLVED) {
        open.remove(change.alertId());
        alone.values().remove(change.alertId());
      } else if (change.rolledUpInto() == null) {
        alone.put(change.sensorId(), change.alertId());
      } else {
        open.add(change.alertId());
        members.add(change.sensorId());
      }
      assertThat(storm != null).as("a storm with open alerts").isEqualTo(!open.isEmpty());
    }
  }

  @Property
  void shouldMarkEndsAsBeginnings(@ForAll("histories") List<Step> history) {
    Map<String, Optional<String>> marks = new HashMap<>();
    for (Told told : run(history)) {
      Alert change = sensorAlert(told);
      Optional<String> mark = Optional.ofNullable(change.rolledUpInto());
      if (change.state() == Alert.State.OPENED) {
        marks.put(change.alertId(), mark);
      } else {
        assertThat(mark).isEqualTo(marks.get(change.alertId()));
      }
    }
  }

  @Property
  void shouldNotNoticeRestarts(@ForAll("histories") List<Step> history) {
    List<Step> undisturbed =
        history.stream()
            .map(step -> new Step(step.sensor(), step.wave(), step.second(), step.severity(), 1))
            .toList();

    assertThat(run(history)).isEqualTo(run(undisturbed));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 11),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 20),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(Severity.HIGH)),
                Tuple.of(1, Arbitraries.just(Severity.CRITICAL))),
            Arbitraries.integers().between(0, 9))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(80);
  }

  private static List<Told> run(List<Step> history) {
    KeyValueStore<Bytes, byte[]> disk =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("storms"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    disk.init(new MockProcessorContext<>().getStateStoreContext(), disk);
    StormStore storms = new StormStore(disk, SETTINGS);
    Map<String, Alert> open = new LinkedHashMap<>();
    List<Told> told = new ArrayList<>();
    int number = 0;
    for (Step step : history) {
      String sensorId = "t-" + step.sensor();
      Alert opened = open.remove(sensorId);
      // micros apart, as a sensor never opens two alerts at the same time
      double second = 2_500 * step.wave() + step.second() + ++number * 1e-6;
      Alert change =
          opened == null
              ? Episode.of(status(sensorId, second, step.severity())).alert()
              : new Episode(opened, opened.openedAt(), 1).resolved(at(second));
      if (opened == null) {
        open.put(sensorId, change);
      }
      told.add(new Told(change, storms.take(sensorId, change, 0)));
      if (step.restart() == 0) {
        storms.save();
        storms = new StormStore(disk, SETTINGS);
      }
    }
    return told;
  }

  /** How many at most there are in a window around that time. */
  private static long most(Map<String, Long> alone, long time) {
    return alone.values().stream()
        .filter(first -> first <= time && time - first <= WINDOW)
        .mapToLong(
            first ->
                alone.values().stream()
                    .filter(other -> other >= first && other - first <= WINDOW)
                    .count())
        .max()
        .orElse(0);
  }

  private static Alert sensorAlert(Told told) {
    return told.written().stream()
        .filter(alert -> alert.scope() == Scope.SENSOR)
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable Alert stormThat(Alert.State changed, Told told) {
    return told.written().stream()
        .filter(alert -> alert.scope() == Scope.LOCATION && alert.state() == changed)
        .findFirst()
        .orElse(null);
  }
}
