package io.headwater.quickstart.rules;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.cli.BrokerFailures;
import io.headwater.quickstart.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics up to where they end now, committed records only, without a consumer group. Throws a
 * {@link CommandFailure} when the broker doesn't answer, or has deleted what is yet to be read.
 */
final class TopicReader {

  /** For the next record, or for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int PATIENCE_MS = (int) PATIENCE.toMillis();
  private static final Set<String> OWNED =
      Set.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);

  private final KafkaSettings kafka;

  TopicReader(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Whether there is such a topic. */
  boolean isThere(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return !partitions(consumer, topic).isEmpty();
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  /** All records of a topic; a topic that is missing has none. */
  void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> records) {
    read(topic, null, records);
  }

  /**
   * The records of a topic from a record timestamp on, in milliseconds since the epoch, and perhaps
   * some before.
   */
  void readFrom(String topic, long millis, Consumer<ConsumerRecord<byte[], byte[]>> records) {
    read(topic, millis, records);
  }

  /**
   * Since when, by the records' timestamps, the topic has all it ever had; empty when nothing was
   * deleted from it, or nothing is left.
   */
  Optional<Instant> completeSince(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> began = consumer.beginningOffsets(partitions(consumer, topic));
      return firsts(consumer, began.keySet(), 0).entrySet().stream()
          .filter(first -> first.getValue() != null && began.get(first.getKey()) > 0)
          .map(first -> Instant.ofEpochMilli(first.getValue().timestamp()))
          .max(Comparator.naturalOrder());
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  private void read(
      String topic, @Nullable Long millis, Consumer<ConsumerRecord<byte[], byte[]>> records) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      if (millis != null) {
        seek(consumer, partitions, ends, millis);
      }
      long lastProgress = System.nanoTime();
      while (!hasRead(consumer, ends)) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        polled.forEach(records);
        if (!polled.isEmpty()) {
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
          throw new CommandFailure(
              "The topic %s at %s could not be read to its end: nothing came for %d s. Look after the broker, then try again."
                  .formatted(topic, kafka.bootstrapServers(), PATIENCE.toSeconds()),
              null);
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw new CommandFailure(gone(e), e);
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  private String gone(OffsetOutOfRangeException e) {
    String where =
        e.offsetOutOfRangePartitions().entrySet().stream()
            .map(wanted -> "%s from offset %d on".formatted(wanted.getKey(), wanted.getValue()))
            .sorted()
            .collect(Collectors.joining(", "));
    return "Records at %s were deleted before they were read: %s. Their time to be kept was over, or the topic was made anew; try again, of a later time if there is a choice."
        .formatted(kafka.bootstrapServers(), where);
  }

  private static void seek(
      KafkaConsumer<?, ?> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends,
      long millis) {
    Map<TopicPartition, OffsetAndTimestamp> starts = firsts(consumer, partitions, millis);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
    }
  }

  /** Of each partition its first record from a timestamp on, if there is one. */
  private static Map<TopicPartition, OffsetAndTimestamp> firsts(
      KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions, long millis) {
    return consumer.offsetsForTimes(
        partitions.stream().collect(Collectors.toMap(each -> each, each -> millis)));
  }

  private static boolean hasRead(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    try {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      return partitions == null
          ? List.of()
          : partitions.stream().map(each -> new TopicPartition(topic, each.partition())).toList();
    } catch (UnknownTopicOrPartitionException missing) {
      return List.of();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> client = kafka.clientProperties(OWNED);
    client.put(ConsumerConfig.CLIENT_ID_CONFIG, "headwater-rules");
    // What was deleted meanwhile is not passed over
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private CommandFailure failure(Exception why) {
    return new CommandFailure(BrokerFailures.sentence(kafka, why, PATIENCE), why);
  }
}
