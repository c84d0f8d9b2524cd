package io.headwater.streams.window;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The open panes of one task, in a key-value store with a changelog.
 *
 * <p>Not a window store: those expire by record timestamps, and would lose history that is read
 * again. What is closed is deleted here.
 */
final class PaneStore implements AutoCloseable {

  private final KeyValueStore<Bytes, byte[]> store;
  private final OpenPanes open;
  private long count;

  /** Counts what the store holds, so it reads all of it once. */
  PaneStore(KeyValueStore<Bytes, byte[]> store, OpenPanes open) {
    this.store = store;
    this.open = open;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    open.join(count);
  }

  /** The store behind it. A pane is written to disk and changelog once a commit, not per event. */
  static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  /** Adds an event to the pane of its series that starts at {@code start}. */
  void add(long start, Series series, long eventTime, double value, int anomalies) {
    Bytes key = PaneKeys.of(start, series);
    byte[] before = store.get(key);
    Pane pane = before == null ? Pane.EMPTY : PaneFormat.decode(before);
    store.put(key, PaneFormat.encode(pane.plus(eventTime, value, anomalies)));
    if (before == null) {
      count++;
      open.opened();
    }
  }

  /**
   * Panes whose keys are in {@code [from, to]}, in their order, which is that of their starts.
   *
   * @param most so that however many there are, memory is bounded: remove these and ask again from
   *     the last one on. What was removed before it must be left out: the store still passes over
   *     each removed key, and all of them for each slice would outlast a transaction
   */
  List<OpenPane> between(Bytes from, Bytes to, int most) {
    List<OpenPane> panes = new ArrayList<>();
    // nothing is written while the iterator is open: a write can push entries out of the store's
    // cache, and the iterator would then miss them
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
      while (panes.size() < most && range.hasNext()) {
        var entry = range.next();
        panes.add(
            new OpenPane(
                entry.key,
                PaneKeys.start(entry.key),
                PaneKeys.series(entry.key),
                PaneFormat.decode(entry.value)));
      }
    }
    return panes;
  }

  void remove(OpenPane pane) {
    store.delete(pane.key());
    count--;
    open.closed();
  }

  /** The panes stay in the store, but this task no longer counts them. */
  @Override
  public void close() {
    open.leave(count);
  }
}
