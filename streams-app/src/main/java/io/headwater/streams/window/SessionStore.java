package io.headwater.streams.window;

import io.headwater.model.EnrichedEvent;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import io.headwater.streams.window.SessionFormat.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The open sessions of one task's sensors. As with panes, what was touched lately is held as
 * objects and written by {@link #save} before each commit, to a store without a cache.
 *
 * <p>Each sensor has one note in the store of when to look at it, sorted by time. It is written
 * when a session opens and not when one grows: whoever looks too early writes the next note. A new
 * note is written before the sessions, an old one removed after them: wherever a process without
 * transactions dies, a note may be there in vain, but none is missing.
 */
final class SessionStore {

  /** How many sensors are held at most: some 400 bytes each. */
  private static final int MOST_HELD = 1 << 16;

  private static final byte SENSOR = 1;
  private static final byte NOTE = 2;
  private static final byte[] NOTHING = {};
  private static final long NEVER = Long.MAX_VALUE;

  private final KeyValueStore<Bytes, byte[]> store;
  private final long gap;
  private final Map<String, Held> held = new HashMap<>();
  private final Set<Held> unsaved = new LinkedHashSet<>();

  /** Those of them whose note is not in the store. */
  private final Set<Held> unnoted = new LinkedHashSet<>();

  /** All notes before this were looked at: the store would pass over each removed one. */
  private Bytes looked = KeyWriter.key(NOTE).toKey();

  private long nextDue;

  private static final class Held {
    private final String sensorId;
    private Stored stored;
    private boolean saved = true;

    /** The note in the store. */
    private long note;

    private Held(String sensorId, Stored stored) {
      this.sensorId = sensorId;
      this.stored = stored;
      this.note = stored.due();
    }
  }

  /** A session that is over. */
  record Ended(String sensorId, Session session) {}

  SessionStore(KeyValueStore<Bytes, byte[]> store, long gap) {
    this.store = store;
    this.gap = gap;
    this.nextDue = firstNote();
  }

  /**
   * Adds an event to its sensor's sessions.
   *
   * @see OpenSessions#plus
   */
  void add(EnrichedEvent event, long closedThrough, long judgedBy) {
    Held sensor = hold(event.event().sensorId());
    Stored before = sensor.stored;
    Optional<OpenSessions> sessions = before.sessions().plus(event, gap, closedThrough, judgedBy);
    if (sessions.isPresent()) {
      set(sensor, sessions.get(), before.due());
    }
    if (held.size() > MOST_HELD) {
      save();
      held.clear();
    }
  }

  /** Whether a session may have ended by then. */
  boolean isDue(long watermark) {
    return watermark >= nextDue;
  }

  /**
   * Takes out sessions that end at {@code watermark} or before.
   *
   * @param most sensors to look at, so that a call takes bounded time
   */
  List<Ended> take(long watermark, int most) {
    // Not all that has changed: that is for a commit, and there is always some session to look at
    saveUnnoted();
    List<Bytes> notes = notes(watermark, most);
    List<Ended> ended = new ArrayList<>();
    for (Bytes note : notes) {
      KeyReader key = KeyReader.of(note);
      long due = key.time();
      Held sensor = hold(key.text());
      if (sensor.note == due) {
        takeOf(sensor, watermark, ended);
      } else {
        // left by a process that died without a transaction: the sensor has another note
        store.delete(note);
      }
    }
    saveUnnoted();
    if (!notes.isEmpty()) {
      looked = notes.get(notes.size() - 1);
    }
    nextDue = firstNote();
    return ended;
  }

  /** Writes what is held and has changed. */
  void save() {
    unsaved.forEach(this::save);
    unsaved.clear();
    unnoted.clear();
  }

  private void saveUnnoted() {
    unnoted.forEach(this::save);
    unnoted.clear();
  }

  /** Several times in a row is as good as once. */
  private void save(Held sensor) {
    if (sensor.saved) {
      return;
    }
    Stored now = sensor.stored;
    Bytes key = KeyWriter.key(SENSOR).text(sensor.sensorId).toKey();
    long before = sensor.note;
    sensor.note = now.due();
    if (sensor.note != before && sensor.note != NEVER) {
      store.put(note(sensor.note, sensor.sensorId), NOTHING);
    }
    if (now.sessions().sessions().isEmpty()) {
      store.delete(key);
      held.remove(sensor.sensorId);
    } else {
      store.put(key, SessionFormat.encode(now));
    }
    if (sensor.note != before && before != NEVER) {
      store.delete(note(before, sensor.sensorId));
    }
    sensor.saved = true;
  }

  private List<Bytes> notes(long watermark, int most) {
    List<Bytes> notes = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> due = store.range(looked, note(watermark + 1, ""))) {
      while (notes.size() < most && due.hasNext()) {
        notes.add(due.next().key);
      }
    }
    return notes;
  }

  private void takeOf(Held sensor, long watermark, List<Ended> ended) {
    OpenSessions sessions = sensor.stored.sessions();
    sessions.endedBy(watermark, gap).forEach(over -> ended.add(new Ended(sensor.sensorId, over)));
    set(sensor, sessions.after(watermark, gap), NEVER);
  }

  /**
   * @param due to be kept if it does not come after the first end: a note costs a write
   */
  private void set(Held sensor, OpenSessions sessions, long due) {
    long needed = Math.min(due, sessions.nextEnd(gap).orElse(NEVER));
    sensor.stored = new Stored(sessions, needed);
    nextDue = Math.min(nextDue, needed);
    if (sensor.saved) {
      sensor.saved = false;
      unsaved.add(sensor);
    }
    if (needed != sensor.note) {
      unnoted.add(sensor);
    }
  }

  private Held hold(String sensorId) {
    return held.computeIfAbsent(
        sensorId,
        id -> {
          byte[] stored = store.get(KeyWriter.key(SENSOR).text(id).toKey());
          return new Held(
              id,
              stored == null ? new Stored(OpenSessions.NONE, NEVER) : SessionFormat.decode(stored));
        });
  }

  private long firstNote() {
    try (KeyValueIterator<Bytes, byte[]> notes =
        store.range(looked, KeyWriter.key((byte) (NOTE + 1)).toKey())) {
      return notes.hasNext() ? KeyReader.of(notes.peekNextKey()).time() : NEVER;
    }
  }

  private static Bytes note(long due, String sensorId) {
    return KeyWriter.key(NOTE).time(due).text(sensorId).toKey();
  }
}
