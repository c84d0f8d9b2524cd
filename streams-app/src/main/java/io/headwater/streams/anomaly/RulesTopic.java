package io.headwater.streams.anomaly;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force by the rules topic, whose good records are in a global store: every process
 * has all of them. A record that makes no sense is refused, and changes nothing. One serves one
 * topology.
 *
 * <p>The thread that reads the topic makes a new {@link RuleBook} of each change; stream threads
 * read the latest with each event.
 */
public final class RulesTopic {

  private static final Logger log = LoggerFactory.getLogger(RulesTopic.class);

  private final String storeName;
  private final RuleMetrics metrics;

  private volatile RuleBook inForce = RuleBook.builtIn();

  /**
   * @param storeName of the global store
   */
  public RulesTopic(String storeName, MeterRegistry registry) {
    this.storeName = storeName;
    this.metrics = new RuleMetrics(registry);
    metrics.inForce(inForce);
  }

  /** The global store: rule id to rule, both as they are in the topic. */
  public StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(storeName), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  /** What keeps the store up to date, one processor a process. */
  public ProcessorSupplier<byte[], byte[], Void, Void> updates() {
    return () -> new RulesUpdate(this, storeName);
  }

  /** The latest rules. Any thread may ask. */
  RuleBook inForce() {
    return inForce;
  }

  /** The rules are those of the store now. */
  void read(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    List<NamedRule> rules = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> stored = all.next();
        // another version may have let in what this one refuses
        decode(stored.key.get(), stored.value).ifPresent(rules::add);
      }
    }
    inForce = RuleBook.of(rules);
    metrics.inForce(inForce);
  }

  /** A record of the rules topic had no key, so it is no rule. */
  void refuseKeyless() {
    metrics.refused();
    log.warn("Refused a record of the rules topic without a key; the key is the rule's id");
  }

  /** The rule in a record; empty, counted and told, when it makes no sense. */
  Optional<NamedRule> decode(byte[] key, byte[] value) {
    String id = new String(key, StandardCharsets.UTF_8);
    try {
      return Optional.of(NamedRule.read(id, value));
    } catch (IllegalArgumentException e) {
      metrics.refused();
      log.warn(
          "Refused the rule {}, its last good version stays in force: {}",
          shown(id),
          e.getMessage());
      return Optional.empty();
    }
  }

  private static String shown(String id) {
    return id.length() <= 64 ? id : id.substring(0, 64) + "…";
  }
}
