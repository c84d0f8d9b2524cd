package io.headwater.streams.anomaly;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps entries in a store of the stream. */
record StreamStore(KeyValueStore<Bytes, byte[]> store) implements DetectionStore {

  @Override
  public byte @Nullable [] get(Bytes key) {
    return store.get(key);
  }

  @Override
  public void put(Bytes key, byte[] value) {
    store.put(key, value);
  }

  @Override
  public void delete(Bytes key) {
    store.delete(key);
  }

  @Override
  public List<Entry> range(Bytes from, Bytes to, int most) {
    List<Entry> entries = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found = store.range(from, to)) {
      while (found.hasNext() && entries.size() < most) {
        KeyValue<Bytes, byte[]> next = found.next();
        // a store's range has its end in it
        if (next.key.equals(to)) {
          break;
        }
        entries.add(new Entry(next.key, next.value));
      }
    }
    return entries;
  }
}
