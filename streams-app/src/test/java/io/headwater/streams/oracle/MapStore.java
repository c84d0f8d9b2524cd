package io.headwater.streams.oracle;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that goes back to its last commit, as one that is restored from its changelog
 * does. Kafka's own in memory would do, but for the tenfold time that its metrics take.
 */
final class MapStore<K, V> implements KeyValueStore<K, V> {

  private final String name;
  private final TreeMap<K, V> entries = new TreeMap<>();
  private Map<K, V> committed = Map.of();

  MapStore(String name) {
    this.name = name;
  }

  /** From here on a crash comes back to what is in the store now. */
  void commitEntries() {
    committed = new TreeMap<>(entries);
  }

  void rollBack() {
    entries.clear();
    entries.putAll(committed);
  }

  @Override
  public @Nullable V get(K key) {
    return entries.get(key);
  }

  @Override
  public void put(K key, @Nullable V value) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    return entries.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<K, V>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public @Nullable V delete(K key) {
    return entries.remove(key);
  }

  /** What was in the store when it was asked, whatever is written meanwhile, as RocksDB has it. */
  @Override
  public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
    NavigableMap<K, V> range = from == null ? entries : entries.tailMap(from, true);
    return new Entries<>(to == null ? range : range.headMap(to, true));
  }

  @Override
  public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
    NavigableMap<K, V> range = from == null ? entries : entries.tailMap(from, true);
    return new Entries<>((to == null ? range : range.headMap(to, true)).descendingMap());
  }

  @Override
  public KeyValueIterator<K, V> all() {
    return new Entries<>(entries);
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    throw new UnsupportedOperationException("there is nothing to restore");
  }

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private static final class Entries<K, V> implements KeyValueIterator<K, V> {

    private final NavigableMap<K, V> left;

    Entries(NavigableMap<K, V> entries) {
      left = new TreeMap<>(entries);
    }

    @Override
    public boolean hasNext() {
      return !left.isEmpty();
    }

    @Override
    public K peekNextKey() {
      return left.firstKey();
    }

    @Override
    public KeyValue<K, V> next() {
      Map.Entry<K, V> first = left.pollFirstEntry();
      if (first == null) {
        throw new NoSuchElementException();
      }
      return KeyValue.pair(first.getKey(), first.getValue());
    }

    @Override
    public void close() {}
  }
}
