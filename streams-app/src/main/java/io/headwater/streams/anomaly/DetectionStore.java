package io.headwater.streams.anomaly;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where detection keeps what it remembers of sensors: entries of bytes, sorted by key. The stream
 * keeps them in a store with a changelog, a dry run in memory.
 */
interface DetectionStore {

  /** Key: sensor, code of the kind of memory, rule, number of the part. */
  byte MEMORY = 1;

  /** Key: sensor. Its last sign of life. */
  byte LIFE = 2;

  /** Key: when to look at the sensor, sensor. */
  byte NOTE = 3;

  /** The one entry that tells how far time is. */
  byte TIME = 4;

  /** The one entry that tells which rules the notes and the memories are for. */
  byte REVISED = 5;

  /** The one entry that tells when something last came, and when that had long not been so. */
  byte OUTAGES = 6;

  /** One entry. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(Bytes key, byte[] value) {}

  byte @Nullable [] get(Bytes key);

  void put(Bytes key, byte[] value);

  /** Removes the entry, if there is one. */
  void delete(Bytes key);

  /** The first {@code most} entries with keys {@code from <= key < to}. */
  List<Entry> range(Bytes from, Bytes to, int most);
}
