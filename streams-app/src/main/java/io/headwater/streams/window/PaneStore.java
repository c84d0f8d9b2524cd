package io.headwater.streams.window;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The panes of one task. What was touched lately is held as objects and written by {@link #save},
 * which must run before each commit; what is not held is in the store.
 *
 * <p>The store is a plain key-value store with a changelog. Not a window store: those expire by
 * record timestamps, and would lose history that is read again. It must have no cache, so that a
 * save is in the changelog when the commit is, and an iterator stays good while others write.
 */
final class PaneStore implements AutoCloseable {

  /** How many panes are held at most: some 300 bytes each. */
  static final int MOST_HELD = 1 << 16;

  private static final byte MINUTE_KIND = 1;
  private static final byte VERSION = 1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final OpenPanes open;
  private final TreeMap<Long, Starts> byStart = new TreeMap<>();
  private final List<Held> unsaved = new ArrayList<>();
  private int held;

  /** The panes that start at one time. */
  private static final class Starts {
    private final Map<PaneKey, Held> held = new HashMap<>();
    private long count;

    /** Whether all there are is held, so that what is not held does not exist. */
    private boolean complete;

    private boolean saved;

    /**
     * The last one removed: the store passes over each removed key, and all of them for each call
     * would outlast a transaction.
     */
    private @Nullable Bytes removed;
  }

  private static final class Held {
    private final PaneKey key;
    private Totals totals;
    private boolean saved = true;

    private Held(PaneKey key, Totals totals) {
      this.key = key;
      this.totals = totals;
    }
  }

  /** Learns from the store when its panes start, which does not read the panes. */
  PaneStore(KeyValueStore<Bytes, byte[]> store, OpenPanes open) {
    this.store = store;
    this.open = open;
    Bytes first = KeyWriter.key(MINUTE_KIND).toKey();
    Bytes last = KeyWriter.key((byte) (MINUTE_KIND + 1)).toKey();
    long count = 0;
    try (KeyValueIterator<Bytes, byte[]> all = store.range(first, last)) {
      while (all.hasNext()) {
        var entry = all.next();
        Starts starts = new Starts();
        starts.count = ByteBuffer.wrap(entry.value).getLong();
        starts.saved = true;
        byStart.put(KeyReader.of(entry.key).time(), starts);
        count += starts.count;
      }
    }
    open.join(count);
  }

  /** Adds an event to a pane. */
  void add(PaneKey key, long eventTime, double value, int anomalies) {
    Starts starts = byStart.computeIfAbsent(key.start(), start -> fresh());
    Held pane = starts.held.get(key);
    if (pane == null) {
      pane = hold(key, starts);
    }
    pane.totals = pane.totals.plus(eventTime, value, anomalies);
    if (pane.saved) {
      pane.saved = false;
      unsaved.add(pane);
    }
    if (held > MOST_HELD) {
      save();
      release();
    }
  }

  /** Writes what is held and has changed. */
  void save() {
    for (Held pane : unsaved) {
      store.put(pane.key.toBytes(), encode(pane.totals));
      pane.saved = true;
    }
    unsaved.clear();
    byStart.forEach(
        (start, starts) -> {
          if (!starts.saved) {
            store.put(
                startKey(start), ByteBuffer.allocate(Long.BYTES).putLong(starts.count).array());
            starts.saved = true;
          }
        });
  }

  /** When panes start, the earliest first; a few dozen times, whatever the number of panes. */
  List<Long> starts() {
    return List.copyOf(byStart.keySet());
  }

  /** The earliest start; null when there are no panes. */
  @Nullable Long earliest() {
    return byStart.isEmpty() ? null : byStart.firstKey();
  }

  /**
   * What was saved of the panes of one start, by series.
   *
   * @param after leaves out this series and those before it; null for none
   */
  KeyValueIterator<Bytes, byte[]> read(long start, byte @Nullable [] after) {
    Bytes from = after == null ? PaneKey.from(start) : PaneKey.after(start, after);
    return store.range(from, PaneKey.from(start + 1));
  }

  /** The totals in a value of {@link #read}. */
  static Totals decode(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    FormatVersion.require(VERSION, in.get(), "panes");
    return TotalsFormat.read(in);
  }

  /** No more events are expected for these: they are held no longer. */
  void release(long start) {
    Starts starts = byStart.get(start);
    if (starts != null) {
      save();
      held -= starts.held.size();
      starts.held.clear();
      starts.complete = false;
    }
  }

  /**
   * Removes panes of one start.
   *
   * @param most so that a call takes bounded time
   * @return how many it has removed; fewer than {@code most} when none is left
   */
  int remove(long start, int most) {
    release(start);
    Starts starts = byStart.getOrDefault(start, new Starts());
    List<Bytes> keys = new ArrayList<>();
    Bytes from = starts.removed == null ? PaneKey.from(start) : starts.removed;
    try (KeyValueIterator<Bytes, byte[]> panes = store.range(from, PaneKey.from(start + 1))) {
      while (keys.size() < most && panes.hasNext()) {
        keys.add(panes.next().key);
      }
    }
    keys.forEach(store::delete);
    open.closed(keys.size());
    if (keys.size() < most) {
      byStart.remove(start);
      store.delete(startKey(start));
    } else {
      starts.removed = keys.get(keys.size() - 1);
      starts.count -= keys.size();
      starts.saved = false;
    }
    return keys.size();
  }

  /** The panes stay in the store, but this task no longer counts them. */
  @Override
  public void close() {
    open.leave(byStart.values().stream().mapToLong(starts -> starts.count).sum());
  }

  private Held hold(PaneKey key, Starts starts) {
    byte[] stored = starts.complete ? null : store.get(key.toBytes());
    if (stored == null) {
      starts.count++;
      starts.saved = false;
      open.opened();
    }
    Held pane = new Held(key, stored == null ? Totals.EMPTY : decode(stored));
    starts.held.put(key, pane);
    held++;
    return pane;
  }

  private void release() {
    for (Starts starts : byStart.values()) {
      starts.held.clear();
      starts.complete = false;
    }
    held = 0;
  }

  private static Starts fresh() {
    Starts starts = new Starts();
    starts.complete = true;
    return starts;
  }

  private static Bytes startKey(long start) {
    return KeyWriter.key(MINUTE_KIND).time(start).toKey();
  }

  private static byte[] encode(Totals totals) {
    ByteBuffer out = ByteBuffer.allocate(Byte.BYTES + TotalsFormat.SIZE).put(VERSION);
    TotalsFormat.write(totals, out);
    return out.array();
  }
}
