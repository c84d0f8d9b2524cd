package io.headwater.streams.topics;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it must be, or would be made.
 *
 * @param replicationFactor -1 leaves it to the broker
 * @param configuration under Kafka's names; what is not there is left to the broker
 */
public record PlannedTopic(
    String name,
    Role role,
    int partitions,
    short replicationFactor,
    Map<String, String> configuration) {

  private static final String NEVER = "-1";

  /** What a topic is for. */
  public enum Role {
    /** The stream reads it. */
    INPUT(false),
    /** Read as a whole by each process; any number of partitions does. */
    LOOKUP(true),
    /** The stream writes it, and others read it; any number of partitions does. */
    OUTPUT(true),
    /** Between two parts of the stream; Kafka Streams'. */
    REPARTITION(false),
    /** What local state is restored from; Kafka Streams'. */
    CHANGELOG(false);

    private final boolean takesAnyPartitions;

    Role(boolean takesAnyPartitions) {
      this.takesAnyPartitions = takesAnyPartitions;
    }

    /** Whether an existing topic may have another number of partitions than is planned. */
    public boolean takesAnyPartitions() {
      return takesAnyPartitions;
    }

    /** As it is shown. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PlannedTopic {
    configuration = Map.copyOf(configuration);
  }

  /** {@code delete}, {@code compact}, or both with a comma between. */
  public String cleanupPolicy() {
    return configuration.getOrDefault(
        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
  }

  /** Whether the latest record of each key stays, however old. */
  public boolean isCompacted() {
    return cleanupPolicy().contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /** How long records are kept; empty when age alone deletes none. */
  public Optional<Duration> retention() {
    String milliseconds = configuration.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, NEVER);
    return !cleanupPolicy().contains(TopicConfig.CLEANUP_POLICY_DELETE)
            || milliseconds.equals(NEVER)
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Long.parseLong(milliseconds)));
  }

  /** {@code CreateTime} or {@code LogAppendTime}: whose time a record has. */
  public String timestampType() {
    return configuration.getOrDefault(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
  }

  NewTopic toNewTopic() {
    return new NewTopic(name, partitions, replicationFactor).configs(new TreeMap<>(configuration));
  }
}
