package io.headwater.streams.alert;

import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one task's sensors, all of them in memory: nearly every event asks whether its
 * sensor has any, and few have. What has changed is written by {@link #save} before each commit.
 */
final class EpisodeStore {

  private static final byte COURSE = 1;

  /** Alerts to forget in one go. */
  private static final int SLICE = 64;

  private record Forgettable(long at, String sensorId, String ruleId) {}

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, AlertEpisodes> sensors = new HashMap<>();
  private final Set<String> unsaved = new LinkedHashSet<>();
  private final Queue<Forgettable> forgettable =
      new PriorityQueue<>(Comparator.comparingLong(Forgettable::at));
  private long open;

  EpisodeStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        KeyReader key = KeyReader.of(entry.key);
        String sensorId = key.text();
        String ruleId = key.text();
        Course course = CourseFormat.decode(entry.value);
        sensors.computeIfAbsent(sensorId, id -> new AlertEpisodes()).restore(ruleId, course);
        noteForgettable(sensorId, ruleId, course);
        open += course instanceof Episode ? 1 : 0;
      }
    }
  }

  /** How many alerts were open when it was read. */
  long openAtStart() {
    return open;
  }

  /** The alerts of a sensor; null when nothing is known of any. */
  @Nullable AlertEpisodes find(String sensorId) {
    return sensors.get(sensorId);
  }

  /** The alerts of a sensor, to which there may come one. */
  AlertEpisodes of(String sensorId) {
    return sensors.computeIfAbsent(sensorId, id -> new AlertEpisodes());
  }

  /** Something may have changed for the sensor. */
  void changed(String sensorId) {
    unsaved.add(sensorId);
  }

  /** That alert of the sensor is over. */
  void resolved(String sensorId, String ruleId) {
    AlertEpisodes episodes = sensors.get(sensorId);
    if (episodes != null) {
      noteForgettable(sensorId, ruleId, episodes.course(ruleId));
    }
    changed(sensorId);
  }

  /** Forgets what has long been over, a slice of it: there is another with each event. */
  void forget(long watermark) {
    for (int i = 0; i < SLICE; i++) {
      Forgettable next = forgettable.peek();
      if (next == null || next.at() > watermark) {
        return;
      }
      forgettable.remove();
      AlertEpisodes episodes = sensors.get(next.sensorId());
      if (episodes != null) {
        episodes.forget(next.ruleId(), watermark);
        changed(next.sensorId());
      }
    }
  }

  /** Writes what has changed. */
  void save() {
    for (String sensorId : unsaved) {
      AlertEpisodes episodes = sensors.get(sensorId);
      if (episodes != null) {
        save(sensorId, episodes);
      }
    }
    unsaved.clear();
  }

  private void save(String sensorId, AlertEpisodes episodes) {
    for (String ruleId : episodes.takeUnsaved()) {
      Bytes key = KeyWriter.key(COURSE).text(sensorId).text(ruleId).toKey();
      Course course = episodes.course(ruleId);
      if (course == null) {
        store.delete(key);
      } else {
        store.put(key, CourseFormat.encode(course));
      }
    }
    if (episodes.isEmpty()) {
      sensors.remove(sensorId);
    }
  }

  private void noteForgettable(String sensorId, String ruleId, @Nullable Course course) {
    if (course instanceof Over over) {
      forgettable.add(new Forgettable(over.forgetAt(), sensorId, ruleId));
    }
  }
}
