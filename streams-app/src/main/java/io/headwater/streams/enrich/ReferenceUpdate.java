package io.headwater.streams.enrich;

import io.headwater.model.SensorReference;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Puts the reference topic into the global store: a good value takes the place of the last, a
 * tombstone removes it, a malformed value changes nothing.
 *
 * <p>For a store added by {@code Topology.addGlobalStore}, Kafka Streams runs this also when it
 * rebuilds the store from the topic, so a malformed value gets in by neither way. It must put into
 * the store itself: nobody else does.
 */
final class ReferenceUpdate implements Processor<byte[], byte[], Void, Void> {

  private final ReferenceJoin join;
  private final String storeName;

  private KeyValueStore<Bytes, byte[]> store;

  ReferenceUpdate(ReferenceJoin join, String storeName) {
    this.join = join;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(storeName);
    join.readMutes(store);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] key = record.key();
    if (key == null) {
      join.refuseKeyless();
      return;
    }
    byte[] value = record.value();
    String sensorId = new String(key, StandardCharsets.UTF_8);
    SensorReference reference = null;
    if (value != null) {
      Optional<SensorReference> decoded = join.decode(sensorId, value);
      if (decoded.isEmpty()) {
        return;
      }
      reference = decoded.get();
    }
    store.put(Bytes.wrap(key), value);
    join.changed(sensorId, reference);
  }
}
