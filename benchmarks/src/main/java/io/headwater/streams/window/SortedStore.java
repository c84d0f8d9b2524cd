package io.headwater.streams.window;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that costs next to nothing, so that what is measured is what is done around it. Kafka
 * Streams' own store in memory copies all keys for each iterator.
 */
final class SortedStore implements KeyValueStore<Bytes, byte[]> {

  private final NavigableMap<Bytes, byte[]> entries = new TreeMap<>();

  @Override
  public byte @Nullable [] get(Bytes key) {
    return entries.get(key);
  }

  @Override
  public void put(Bytes key, byte[] value) {
    entries.put(key, value);
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    return entries.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    return entries.remove(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return new Entries(entries.subMap(from, true, to, true).entrySet().iterator());
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return new Entries(entries.entrySet().iterator());
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return "sorted";
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    throw new UnsupportedOperationException("not made for a topology");
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

  private static final class Entries implements KeyValueIterator<Bytes, byte[]> {
    private final Iterator<Map.Entry<Bytes, byte[]>> entries;

    Entries(Iterator<Map.Entry<Bytes, byte[]>> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      Map.Entry<Bytes, byte[]> entry = entries.next();
      return KeyValue.pair(entry.getKey(), entry.getValue());
    }

    @Override
    public Bytes peekNextKey() {
      throw new UnsupportedOperationException("nobody looks ahead");
    }

    @Override
    public void close() {}
  }
}
