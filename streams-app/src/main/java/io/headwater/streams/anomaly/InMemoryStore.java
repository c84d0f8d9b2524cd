package io.headwater.streams.anomaly;

import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Keeps entries as long as it lives itself. Not for several threads. */
final class InMemoryStore implements DetectionStore {

  private final TreeMap<Bytes, byte[]> entries = new TreeMap<>();

  @Override
  public byte @Nullable [] get(Bytes key) {
    return entries.get(key);
  }

  @Override
  public void put(Bytes key, byte[] value) {
    entries.put(key, value);
  }

  @Override
  public void delete(Bytes key) {
    entries.remove(key);
  }

  @Override
  public List<Entry> range(Bytes from, Bytes to, int most) {
    return entries.subMap(from, to).entrySet().stream()
        .limit(most)
        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** How many there are. */
  int size() {
    return entries.size();
  }
}
