package io.headwater.streams.anomaly;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Puts the rules topic into the global store: a good rule takes the place of the last, a tombstone
 * removes it, a malformed one changes nothing. It runs also when Kafka Streams rebuilds the store,
 * and must put into the store itself: nobody else does.
 */
final class RulesUpdate implements Processor<byte[], byte[], Void, Void> {

  private final RulesTopic rules;
  private final String storeName;

  private KeyValueStore<Bytes, byte[]> store;

  RulesUpdate(RulesTopic rules, String storeName) {
    this.rules = rules;
    this.storeName = storeName;
  }

  /** What the store had when the process last ended is not read from the topic again. */
  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(storeName);
    rules.read(store);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] key = record.key();
    if (key == null) {
      rules.refuseKeyless();
      return;
    }
    byte[] value = record.value();
    if (value != null && rules.decode(key, value).isEmpty()) {
      return;
    }
    store.put(Bytes.wrap(key), value);
    rules.read(store);
  }
}
