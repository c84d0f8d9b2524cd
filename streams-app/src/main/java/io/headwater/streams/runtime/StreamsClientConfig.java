package io.headwater.streams.runtime;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.streams.config.Guarantee;
import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.ingest.DeadLetterLimit;
import io.headwater.streams.topics.TopicPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * The configuration of Kafka Streams and its clients, in three layers: what the guarantees rest on,
 * which nobody can change; over the user's own {@code headwater.kafka.properties}; over what suits
 * this app.
 */
public final class StreamsClientConfig {

  private static final List<String> CLIENT_PREFIXES =
      List.of(
          "",
          "consumer.",
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "producer.",
          "admin.");

  private static final Set<String> OWNED_CLIENT_KEYS =
      Set.of(
          CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          // One key's records stay in order only in one partition
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  private static final Set<String> OWNED_STREAMS_KEYS =
      Set.of(
          StreamsConfig.APPLICATION_ID_CONFIG,
          StreamsConfig.APPLICATION_SERVER_CONFIG,
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
          StreamsConfig.NUM_STREAM_THREADS_CONFIG,
          StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
          StreamsConfig.STATE_DIR_CONFIG,
          StreamsConfig.REPLICATION_FACTOR_CONFIG,
          // The state of a lost disk is nowhere else
          StreamsConfig.topicPrefix(TopicConfig.CLEANUP_POLICY_CONFIG),
          // Watermarks come from the timestamps that records were sent with
          StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG),
          StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
          StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
          StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
          "default.deserialization.exception.handler",
          "default.production.exception.handler");

  /** A replay of history would be deleted from the internal topics before it is read. */
  private static final Set<String> RETENTION =
      Set.of(
          StreamsConfig.topicPrefix(TopicConfig.RETENTION_MS_CONFIG),
          StreamsConfig.topicPrefix(TopicConfig.RETENTION_BYTES_CONFIG));

  private final StreamsSettings settings;

  /** Looks at nothing yet. */
  public StreamsClientConfig(StreamsSettings settings) {
    this.settings = settings;
  }

  /**
   * For the clients that ask about topics and offsets.
   *
   * @throws IllegalArgumentException when the user's properties have a key that is not theirs
   */
  public Map<String, Object> forAdmin() {
    Map<String, Object> config = new HashMap<>(settings.kafka().clientProperties(owned()));
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.streams().applicationId() + "-admin");
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
    return config;
  }

  /**
   * For the stream.
   *
   * @throws IllegalArgumentException when the user's properties have a key that is not theirs
   */
  Map<String, Object> forStreams(RocksDbMemory memory) {
    Map<String, Object> config = forTopology();
    config.put(RocksDbBounded.MEMORY, memory);
    return config;
  }

  /**
   * For a topology that is only looked at.
   *
   * @throws IllegalArgumentException when the user's properties have a key that is not theirs
   */
  public Map<String, Object> forTopology() {
    Map<String, Object> users = settings.kafka().clientProperties(owned());
    Map<String, Object> config = new HashMap<>(users);
    suitable()
        .forEach(
            (key, value) -> {
              if (!users.containsKey(key.replaceFirst("^(consumer|producer)\\.", ""))) {
                config.putIfAbsent(key, value);
              }
            });
    config.putAll(guaranteed());
    return config;
  }

  /** What becomes of the place in the group when the app stops. */
  GroupMembershipOperation onStop() {
    return settings.streams().isLastingMember()
        ? GroupMembershipOperation.REMAIN_IN_GROUP
        : GroupMembershipOperation.LEAVE_GROUP;
  }

  private Map<String, Object> guaranteed() {
    ProcessingSettings streams = settings.streams();
    Map<String, Object> config = new HashMap<>();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, streams.applicationId());
    config.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        streams.guarantee().name().toLowerCase(Locale.ROOT));
    config.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.longestCommitInterval().toMillis());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streams.threads());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbyReplicas());
    config.put(StreamsConfig.STATE_DIR_CONFIG, streams.stateDir().toAbsolutePath().toString());
    config.put(
        StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.topics().replicationFactor());
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG), "CreateTime");
    config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbBounded.class);
    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    config.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class);
    // Retries what the broker may yet take, and stops at what it won't; it never skips
    config.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    if (streams.isLastingMember()) {
      // Kafka Streams adds the number of the thread
      config.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
          streams.instanceId());
    }
    if (!streams.applicationServer().isEmpty()) {
      config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, streams.applicationServer());
    }
    if (streams.guarantee() == Guarantee.EXACTLY_ONCE_V2) {
      config.put(
          StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
          (int) settings.transactionTimeout().toMillis());
    } else {
      // Kafka Streams sets these itself with exactly-once
      config.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
      config.put(StreamsConfig.producerPrefix(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG), true);
      config.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    }
    return config;
  }

  private Map<String, Object> suitable() {
    Map<String, Object> config = new HashMap<>();
    KafkaSettings kafka = settings.kafka();
    kafka.consumerProperties(owned()).forEach(under(StreamsConfig::consumerPrefix, config));
    kafka.producerProperties(owned()).forEach(under(StreamsConfig::producerPrefix, config));
    // Each task reads one partition: there is no other one to wait for, record by record
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 32L << 20);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), linger().toMillis());
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        DeadLetterLimit.bytes(kafka.profile()));
    if (isEventHubs()) {
      // Repartition topics are unlimited by default, which Event Hubs does not let one purge
      config.put(
          StreamsConfig.topicPrefix(TopicConfig.RETENTION_MS_CONFIG),
          Long.toString(TopicPlan.RETENTION.toMillis()));
    } else {
      config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
      // A killed process is replaced after this time, also by its own restart
      config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    }
    return config;
  }

  /** A commit sends what lingers; without transactions results are seen, and wait, before it. */
  private Duration linger() {
    return settings.streams().guarantee() == Guarantee.EXACTLY_ONCE_V2
        ? Duration.ofMillis(10)
        : Duration.ofMillis(2);
  }

  private static BiConsumer<String, Object> under(
      UnaryOperator<String> prefix, Map<String, Object> config) {
    return (key, value) -> config.put(prefix.apply(key), value);
  }

  private Set<String> owned() {
    Set<String> owned = new HashSet<>(OWNED_STREAMS_KEYS);
    if (!isEventHubs()) {
      owned.addAll(RETENTION);
    }
    for (String prefix : CLIENT_PREFIXES) {
      OWNED_CLIENT_KEYS.forEach(key -> owned.add(prefix + key));
    }
    return owned;
  }

  private boolean isEventHubs() {
    return settings.kafka().profile() == Profile.EVENT_HUBS;
  }
}
