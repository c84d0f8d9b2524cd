package io.headwater.streams.enrich;

import io.headwater.model.SensorReference;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.Timed;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The join of events to what the plant knows of their sensors, which is in a global store: every
 * process has all of it. One join serves one topology.
 */
public final class ReferenceJoin {

  private static final Logger log = LoggerFactory.getLogger(ReferenceJoin.class);

  private final References references = new References();
  private final MuteBook mutes = new MuteBook();
  private final String storeName;
  private final ReferenceMetrics metrics;

  /**
   * @param storeName of the global store
   */
  public ReferenceJoin(String storeName, MeterRegistry registry) {
    this.storeName = storeName;
    this.metrics = new ReferenceMetrics(registry);
  }

  /** The global store: sensor id to reference, both as they are in the topic. */
  public StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(storeName), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  /** What keeps the store up to date, one processor a process. */
  public ProcessorSupplier<byte[], byte[], Void, Void> updates() {
    return () -> new ReferenceUpdate(this, storeName);
  }

  /** The stage, one processor a task. */
  public ProcessorSupplier<byte[], Timed, byte[], Timed> lookups() {
    return () -> new EnrichProcessor(this, storeName);
  }

  /** Who is muted, as the reference topic says. */
  public Mutes mutes() {
    return mutes;
  }

  /** What the plant knows of the sensor; {@link SensorReference#UNKNOWN} when it knows nothing. */
  SensorReference of(String sensorId, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    return references.get(sensorId, id -> load(id, store));
  }

  /** The store has this for the sensor now; null: nothing any more. */
  void changed(String sensorId, @Nullable SensorReference reference) {
    references.forget(sensorId);
    mutes.set(sensorId, reference);
  }

  /** Finds who is muted in a store that was there before. */
  void readMutes(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> stored = all.next();
        String key = new String(stored.key.get(), StandardCharsets.UTF_8);
        decode(key, stored.value).ifPresent(reference -> mutes.set(key, reference));
      }
    }
  }

  /** A record of the reference topic had no key, so it is about nobody. */
  void refuseKeyless() {
    metrics.refused();
    log.warn("Refused a record of the reference topic without a key; the key is the sensor id");
  }

  /** The reference in a record's value; empty, counted and told, when it is malformed. */
  Optional<SensorReference> decode(String sensorId, byte[] value) {
    try {
      return Optional.of(ReferenceReader.read(value));
    } catch (IllegalArgumentException e) {
      metrics.refused();
      log.warn("Refused the reference of sensor {}: {}", sensorId, e.getMessage());
      return Optional.empty();
    }
  }

  private SensorReference load(String sensorId, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    byte[] value = store.get(Bytes.wrap(sensorId.getBytes(StandardCharsets.UTF_8)));
    // Updates are decoded before they are stored, when the store is rebuilt from the topic too. A
    // value that another version let in is refused here, and its sensor is unknown.
    return value == null
        ? SensorReference.UNKNOWN
        : decode(sensorId, value).orElse(SensorReference.UNKNOWN);
  }
}
