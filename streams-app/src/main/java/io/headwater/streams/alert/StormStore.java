package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.streams.config.AlertSettings;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of storms in one task's locations, all of it in memory; what has changed is written
 * by {@link #save} before each commit.
 *
 * <p>A location and rule of which there is nothing to know any more, as {@link StormWatch} says, is
 * neither in memory nor in the store. It is looked at for that when other changes come, after its
 * hour.
 */
final class StormStore {

  private static final byte STORM = 1;

  /** Locations in which to look for what can be forgotten, in one go. */
  private static final int SLICE = 16;

  private record Place(String location, String ruleId) {

    KeyWriter key(byte kind) {
      return KeyWriter.key(kind).text(location).text(ruleId);
    }
  }

  private record Stored(Standing standing, Place place, String sensorId, Opening opening) {}

  private record Forgettable(long at, Place place) {}

  private final KeyValueStore<Bytes, byte[]> store;
  private final AlertSettings.Storm settings;
  private final Map<Place, StormWatch> watches = new HashMap<>();
  private final Set<Place> unsaved = new LinkedHashSet<>();

  /** One entry at most for each place, which is then noted. */
  private final Queue<Forgettable> forgettable =
      new PriorityQueue<>(Comparator.comparingLong(Forgettable::at));

  private final Set<Place> noted = new HashSet<>();

  StormStore(KeyValueStore<Bytes, byte[]> store, AlertSettings.Storm settings) {
    this.store = store;
    this.settings = settings;
    List<Stored> openings = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        byte kind = entry.key.get()[0];
        KeyReader key = KeyReader.of(entry.key);
        Place place = new Place(key.text(), key.text());
        if (kind == STORM) {
          watch(place).restore(StormFormat.decodeStorm(entry.value));
        } else {
          Opening opening = StormFormat.decodeOpening(entry.value);
          openings.add(new Stored(standing(kind), place, key.text(), opening));
        }
      }
    }
    openings.sort(Comparator.comparingLong(stored -> stored.opening().number()));
    openings.forEach(
        one -> watch(one.place()).restore(one.standing(), one.sensorId(), one.opening()));
    watches.forEach(this::noteForgettable);
  }

  /**
   * Takes the change of a sensor's alert.
   *
   * @param now the wall clock, in milliseconds since the epoch
   * @return what is to be written
   * @see StormWatch#take
   */
  List<Alert> take(String sensorId, Alert change, long now) {
    Place place = new Place(change.location(), change.ruleId());
    StormWatch watch = watch(place);
    List<Alert> changes = watch.take(sensorId, change, now);
    unsaved.add(place);
    noteForgettable(place, watch);
    forget(now);
    return changes;
  }

  /** Writes what has changed. */
  void save() {
    for (Place place : unsaved) {
      StormWatch watch = watch(place);
      saveStorm(place, watch);
      for (Standing standing : Standing.values()) {
        save(place, standing, watch.openings(standing));
      }
      if (watch.isEmpty()) {
        watches.remove(place);
      }
    }
    unsaved.clear();
  }

  private void saveStorm(Place place, StormWatch watch) {
    if (watch.takeStormUnsaved()) {
      Storm storm = watch.storm();
      Bytes key = place.key(STORM).toKey();
      if (storm == null) {
        store.delete(key);
      } else {
        store.put(key, StormFormat.encode(storm));
      }
    }
  }

  private void save(Place place, Standing standing, Openings openings) {
    for (String sensorId : openings.takeUnsaved()) {
      Opening opening = openings.get(sensorId);
      Bytes key = place.key(kind(standing)).text(sensorId).toKey();
      if (opening == null) {
        store.delete(key);
      } else {
        store.put(key, StormFormat.encode(opening));
      }
    }
  }

  private void forget(long now) {
    for (int i = 0; i < SLICE; i++) {
      Forgettable next = forgettable.peek();
      if (next == null || next.at() > now) {
        return;
      }
      forgettable.remove();
      noted.remove(next.place());
      StormWatch watch = watch(next.place());
      watch.forget(now);
      unsaved.add(next.place());
      noteForgettable(next.place(), watch);
    }
  }

  private void noteForgettable(Place place, StormWatch watch) {
    long at = watch.forgetsAt();
    if (at != StormWatch.NEVER && noted.add(place)) {
      forgettable.add(new Forgettable(at, place));
    }
  }

  private StormWatch watch(Place place) {
    return watches.computeIfAbsent(place, any -> new StormWatch(settings));
  }

  private static byte kind(Standing standing) {
    return switch (standing) {
      case ALONE -> 2;
      case MEMBER -> 3;
      case LEFT -> 4;
    };
  }

  private static Standing standing(byte kind) {
    return switch (kind) {
      case 2 -> Standing.ALONE;
      case 3 -> Standing.MEMBER;
      default -> Standing.LEFT;
    };
  }
}
