package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.at;
import static io.headwater.streams.alert.Sensors.hot;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Scope;
import io.headwater.streams.config.AlertSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
  private static final AlertSettings.Storm SETTINGS =
      new AlertSettings.Storm(MOST, Duration.ofSeconds(WITHIN));

  /** A sensor's alert changes: it opens one, or resolves the one that is open. */
  private record Step(int sensor, int second, int restart) {}

  /** What went in at a step, and what came out. */
  private record Told(Alert change, List<Alert> written) {}

  @Property
  void shouldWriteEachChangeOnceAndNothingElseButStorms(@ForAll("histories") List<Step> history) {
    for (Told told : run(history)) {
      assertThat(told.written().stream().filter(alert -> alert.scope() == Scope.SENSOR))
          .singleElement()
          .satisfies(alert -> assertThat(alert.alertId()).isEqualTo(told.change().alertId()))
          .satisfies(alert -> assertThat(alert.state()).isEqualTo(told.change().state()));
      assertThat(told.written()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Property
  void shouldBeginAStormExactlyWhenTooManyStandForThemselves(
      @ForAll("histories") List<Step> history) {
    Map<String, Long> alone = new TreeMap<>();
    boolean storm = false;
    for (Told told : run(history)) {
      Alert change = told.change();
      if (!storm && change.state() == Alert.State.OPENED) {
        alone.put(change.sensorId(), change.openedAt());
        assertThat(changeOfStorm(told) != null)
            .as("a storm with %s", change)
            .isEqualTo(most(alone, change.openedAt()) > MOST);
      }
      Alert changed = changeOfStorm(told);
      if (changed != null) {
        storm = changed.state() == Alert.State.OPENED;
        alone.clear();
      }
    }
  }

  @Property
  void shouldRollUpAllOfAStormButTheFirstAndListThemAll(@ForAll("histories") List<Step> history) {
    Set<String> ids = new HashSet<>();
    Map<String, String> rolledUp = new HashMap<>();
    Set<String> open = new TreeSet<>();
    Set<String> members = new TreeSet<>();
    String storm = null;
    for (Told told : run(history)) {
      Alert change = sensorAlert(told);
      Alert changed = changeOfStorm(told);
      if (changed != null && changed.state() == Alert.State.OPENED) {
        assertThat(storm).isNull();
        assertThat(ids.add(changed.alertId())).isTrue();
        assertThat(changed.sensors()).hasSize(MOST + 1).contains(change.sensorId());
        storm = changed.alertId();
        members = new TreeSet<>(changed.sensors());
      }
      if (change.state() == Alert.State.OPENED) {
        if (changed != null) {
          assertThat(change.rolledUpInto()).isEqualTo(storm);
        }
        if (change.rolledUpInto() != null) {
          assertThat(change.rolledUpInto()).isEqualTo(storm);
          rolledUp.put(change.alertId(), storm);
        }
        if (storm != null) {
          members.add(change.sensorId());
        }
        open.add(change.sensorId());
      } else {
        assertThat(change.rolledUpInto()).isEqualTo(rolledUp.get(change.alertId()));
        open.remove(change.sensorId());
      }
      if (changed != null && changed.state() == Alert.State.RESOLVED) {
        assertThat(changed.alertId()).isEqualTo(storm);
        assertThat(new TreeSet<>(changed.sensors())).isEqualTo(members);
        storm = null;
      }
      if (storm != null) {
        assertThat(members)
            .as("a storm lasts as long as one of its alerts")
            .containsAnyElementsOf(open);
      }
    }
  }

  @Property
  void shouldRollUpWhatFollowsAndNothingThatIsNews(@ForAll("histories") List<Step> history) {
    Map<String, Long> openings = new TreeMap<>();
    String storm = null;
    long latest = 0;
    for (Told told : run(history)) {
      Alert change = sensorAlert(told);
      Alert changed = changeOfStorm(told);
      if (change.state() == Alert.State.OPENED) {
        Long before = openings.put(change.sensorId(), change.openedAt());
        if (storm != null) {
          boolean follows =
              before != null // less than an hour before, as all of a history is
                  || Math.abs(change.openedAt() - latest) <= WITHIN * Sensors.SECOND
                  || most(openings, change.openedAt()) > MOST;
          assertThat(change.rolledUpInto()).isEqualTo(follows ? storm : null);
        }
        latest = change.rolledUpInto() == null ? latest : Math.max(latest, change.openedAt());
      }
      if (changed != null) {
        boolean begins = changed.state() == Alert.State.OPENED;
        storm = begins ? changed.alertId() : null;
        latest = begins ? change.openedAt() : 0;
        openings.keySet().retainAll(changed.sensors());
        if (!begins) {
          openings.clear();
        }
      }
    }
  }

  @Property
  void shouldNotNoticeRestarts(@ForAll("histories") List<Step> history) {
    List<Step> undisturbed =
        history.stream().map(step -> new Step(step.sensor(), step.second(), 1)).toList();

    assertThat(run(history)).isEqualTo(run(undisturbed));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(0, 9))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
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
      double second = step.second() + ++number * 1e-6;
      Alert change =
          opened == null
              ? Episode.of(hot(sensorId, second, 101)).alert()
              : new Episode(opened, opened.openedAt(), 1).resolved(at(second));
      if (opened == null) {
        open.put(sensorId, change);
      }
      told.add(new Told(change, storms.take(sensorId, change)));
      if (step.restart() == 0) {
        storms = new StormStore(disk, SETTINGS);
      }
    }
    return told;
  }

  /** How many at most there are in a window around that time. */
  private static long most(Map<String, Long> alone, long time) {
    long window = WITHIN * Sensors.SECOND;
    return alone.values().stream()
        .filter(first -> first <= time && time - first <= window)
        .mapToLong(
            first ->
                alone.values().stream()
                    .filter(other -> other >= first && other - first <= window)
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

  private static @Nullable Alert changeOfStorm(Told told) {
    return told.written().stream()
        .filter(alert -> alert.scope() == Scope.LOCATION)
        .findFirst()
        .orElse(null);
  }
}
