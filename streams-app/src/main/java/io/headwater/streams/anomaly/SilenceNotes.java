package io.headwater.streams.anomaly;

import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * Notes of when to look at which sensor, one a sensor, sorted by time. A note is written when one
 * is needed that is earlier than the sensor's last, not at each event: whoever looks too early
 * writes the next.
 */
final class SilenceNotes {

  private static final byte[] NOTHING = {};
  private static final Bytes END = KeyWriter.key((byte) (DetectionStore.NOTE + 1)).toKey();

  private final DetectionStore store;

  /** There are no notes before this: the store would pass over each removed one. */
  private Bytes first = KeyWriter.key(DetectionStore.NOTE).toKey();

  private long nextDue;

  /** A sensor is to be looked at. */
  record Note(long due, String sensorId) {}

  SilenceNotes(DetectionStore store) {
    this.store = store;
    findNext();
  }

  /** Whether there may be a sensor to look at. */
  boolean isDue(long now) {
    return now >= nextDue;
  }

  /** A sensor that is held needs a note, which is written when the sensor is. */
  void need(long due) {
    nextDue = Math.min(nextDue, due);
  }

  /** The notes that are due, the earliest first. */
  List<Note> due(long now, int most) {
    return store.range(first, key(now + 1, ""), most).stream()
        .map(
            entry -> {
              KeyReader key = KeyReader.of(entry.key());
              return new Note(key.time(), key.text());
            })
        .toList();
  }

  void put(long due, String sensorId) {
    Bytes key = key(due, sensorId);
    store.put(key, NOTHING);
    need(due);
    if (key.compareTo(first) < 0) {
      first = key;
    }
  }

  void remove(long due, String sensorId) {
    store.delete(key(due, sensorId));
  }

  /** What was due is done, and its notes are removed. */
  void findNext() {
    List<DetectionStore.Entry> next = store.range(first, END, 1);
    if (next.isEmpty()) {
      nextDue = Life.NEVER;
    } else {
      first = next.get(0).key();
      nextDue = KeyReader.of(first).time();
    }
  }

  private static Bytes key(long due, String sensorId) {
    return KeyWriter.key(DetectionStore.NOTE).time(due).text(sensorId).toKey();
  }
}
