package io.headwater.streams.anomaly;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.streams.state.KeyWriter;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one sensor: which rules hold for it, what they remember, and its last sign of
 * life. Not for several threads.
 */
final class Sensor {

  private final String id;
  private final DetectionStore store;
  private final SilenceNotes notes;
  private SensorMemory memory;
  private @Nullable Life life;

  /** The note that is in the store. */
  private long note = Life.NEVER;

  private @Nullable RuleBook book;
  private String deviceType = "";
  private String location = "";
  private boolean hasOwnLimits;
  private HeldRules rules = HeldRules.NONE;

  private boolean saved = true;
  private int weight;

  /** A sensor as the store knows it. */
  Sensor(String id, DetectionStore store, SilenceNotes notes) {
    this.id = id;
    this.store = store;
    this.notes = notes;
    this.memory = new SensorMemory(store, id);
    byte[] stored = store.get(lifeKey());
    if (stored != null) {
      life = Life.decode(stored);
      note = life.due();
    }
  }

  String id() {
    return id;
  }

  SensorMemory memory() {
    return memory;
  }

  /** Its last sign of life; null when none is known. */
  @Nullable Life life() {
    return life;
  }

  /** The rules that the sensor's event is held against; found anew only when they may differ. */
  HeldRules rulesFor(EnrichedEvent enriched, RuleBook now) {
    SensorEvent event = enriched.event();
    boolean limits = enriched.reference().limits() != null;
    if (book != now
        || hasOwnLimits != limits
        || !deviceType.equals(event.deviceType())
        || !location.equals(event.location())) {
      book = now;
      hasOwnLimits = limits;
      deviceType = event.deviceType();
      location = event.location();
      rules = now.heldAgainst(enriched);
    }
    return rules;
  }

  /** A sign of life, at a lived time. */
  void seen(EnrichedEvent event, long at, List<MissingData> held, LivedTime time) {
    if (life == null) {
      life = new Life(event, at);
    } else {
      life.seen(event, at, time);
    }
    life.planFor(held, time);
    notes.need(life.due());
  }

  /** Whether the note in the store is that one; another was left by a process that died. */
  boolean hasNote(long due) {
    return note == due;
  }

  /** Whether the store has no note, or another, of when to look at it. */
  boolean needsNote() {
    return life != null && note != life.due();
  }

  /** Something is to be written. */
  void touch() {
    saved = false;
  }

  boolean isSaved() {
    return saved;
  }

  /**
   * Writes what is not in the store. A new note is written before the rest and an old one removed
   * after it: wherever a process without transactions dies, a note may be there in vain, but none
   * is missing.
   */
  void save() {
    long before = note;
    if (life != null) {
      note = life.due();
      if (note != before) {
        notes.put(note, id);
      }
      store.put(lifeKey(), life.encode());
    }
    memory.save();
    if (note != before && before != Life.NEVER) {
      notes.remove(before, id);
    }
    weight = memory.weight();
    saved = true;
  }

  /** Nothing of it is remembered any more, in the store neither. */
  void forget() {
    memory.forget();
    memory = new SensorMemory(store, id);
    store.delete(lifeKey());
    life = null;
    if (note != Life.NEVER) {
      notes.remove(note, id);
      note = Life.NEVER;
    }
  }

  /** How many numbers its memory held when it was last written, roughly. */
  int weight() {
    return weight;
  }

  private Bytes lifeKey() {
    return KeyWriter.key(DetectionStore.LIFE).text(id).toKey();
  }
}
