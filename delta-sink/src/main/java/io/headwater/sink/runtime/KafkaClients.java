package io.headwater.sink.runtime;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.TableDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes the sink's Kafka clients. Their configuration has three layers: what the guarantees rest
 * on, which nobody can change; over the user's own {@code headwater.kafka.properties}; over what
 * suits the sink.
 */
final class KafkaClients {

  private static final Map<String, Object> GUARANTEED =
      Map.of(
          ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic",
          ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());

  /**
   * Bounds what a poll and a fetch may add to the heap, for each of the tables. A fetch is bounded
   * as it was sent, compressed; what a poll unpacks of it, only by the number of records.
   */
  private static final Map<String, Object> SUITABLE =
      Map.of(
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000",
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(16 << 20),
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(1 << 20),
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
              CooperativeStickyAssignor.class.getName());

  private static final Set<String> OWNED =
      Set.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.CLIENT_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private final String sinkId;
  private final Map<String, Object> usersForConsumers;
  private final Map<String, Object> users;

  /**
   * Looks at the configuration, too; talks to no broker.
   *
   * @throws IllegalArgumentException when the user's properties have a key that is not theirs
   * @throws org.apache.kafka.common.config.ConfigException when Kafka's clients refuse a value
   */
  KafkaClients(SinkSettings settings) {
    this.sinkId = settings.sink().id();
    KafkaSettings kafka = settings.kafka();
    this.users = kafka.clientProperties(OWNED);
    this.usersForConsumers = kafka.consumerProperties(OWNED);
    new ConsumerConfig(consumerProperties(sinkId)).ignore(ConsumerConfig.GROUP_ID_CONFIG);
  }

  /** The table's consumer group; its offsets are for lag tools only. */
  String group(TableDefinition table) {
    return sinkId + "-" + table.name();
  }

  /**
   * A consumer for the table's topic.
   *
   * @throws org.apache.kafka.common.KafkaException when not even the broker's name can be resolved
   */
  Consumer<byte[], byte[]> consumer(TableDefinition table) {
    return new KafkaConsumer<>(consumerProperties(group(table)));
  }

  /**
   * A client that asks about topics; gives up after a few seconds.
   *
   * @param purpose for the broker's log
   */
  Admin admin(String purpose) {
    Map<String, Object> properties = new TreeMap<>(users);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, sinkId + "-" + purpose);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "4000");
    return Admin.create(properties);
  }

  Map<String, Object> consumerProperties(String group) {
    Map<String, Object> properties = new TreeMap<>(SUITABLE);
    // A killed process is replaced after this time, also by its own restart.
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    properties.putAll(usersForConsumers);
    properties.putAll(GUARANTEED);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
    return properties;
  }
}
