package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.streams.config.AlertSettings;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of storms in one task's locations: all of it in memory, and each change of it
 * written at once, for alerts are few.
 */
final class StormStore {

  private static final byte STORM = 1;
  private static final byte OPENING = 2;

  private record Place(String location, String ruleId) {

    KeyWriter key(byte kind) {
      return KeyWriter.key(kind).text(location).text(ruleId);
    }
  }

  private record Stored(Place place, String sensorId, Opening opening) {}

  private final KeyValueStore<Bytes, byte[]> store;
  private final AlertSettings.Storm settings;
  private final Map<Place, StormWatch> watches = new HashMap<>();

  StormStore(KeyValueStore<Bytes, byte[]> store, AlertSettings.Storm settings) {
    this.store = store;
    this.settings = settings;
    List<Stored> openings = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        KeyReader key = KeyReader.of(entry.key);
        Place place = new Place(key.text(), key.text());
        if (entry.key.get()[0] == STORM) {
          watch(place).restore(StormFormat.decodeStorm(entry.value));
        } else {
          openings.add(new Stored(place, key.text(), StormFormat.decodeOpening(entry.value)));
        }
      }
    }
    openings.sort(Comparator.comparingLong(stored -> stored.opening().number()));
    openings.forEach(stored -> watch(stored.place()).restore(stored.sensorId(), stored.opening()));
  }

  /**
   * Takes the change of a sensor's alert.
   *
   * @return what is to be written
   * @see StormWatch#take
   */
  List<Alert> take(String sensorId, Alert change) {
    Place place = new Place(change.location(), change.ruleId());
    StormWatch watch = watch(place);
    Storm before = watch.storm();
    List<Alert> changes = watch.take(sensorId, change);
    Storm after = watch.storm();
    if (after != null && !after.equals(before)) {
      store.put(place.key(STORM).toKey(), StormFormat.encode(after));
    }
    for (String changed : watch.takeUnsaved()) {
      Opening opening = watch.opening(changed);
      Bytes key = place.key(OPENING).text(changed).toKey();
      if (opening == null) {
        store.delete(key);
      } else {
        store.put(key, StormFormat.encode(opening));
      }
    }
    return changes;
  }

  private StormWatch watch(Place place) {
    return watches.computeIfAbsent(place, any -> new StormWatch(settings));
  }
}
