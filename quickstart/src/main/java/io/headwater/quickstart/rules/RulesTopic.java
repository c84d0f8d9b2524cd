package io.headwater.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.cli.BrokerFailures;
import io.headwater.quickstart.cli.ClientSettings;
import io.headwater.quickstart.cli.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rules topic. Every question throws a {@link CommandFailure} when the broker doesn't answer
 * it, within a quarter of a minute.
 */
final class RulesTopic {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int PATIENCE_MS = (int) PATIENCE.toMillis();
  private static final Set<String> OWNED =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG);

  private final KafkaSettings kafka;
  private final String topic;

  RulesTopic(ClientSettings settings) {
    this.kafka = settings.kafka();
    this.topic = settings.topics().rules();
  }

  /** All that is in it now. A topic that is missing holds nothing. */
  RuleRecords read() {
    RuleRecords records = new RuleRecords();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> records.add(text(record.key()), record.value()));
        if (System.nanoTime() - deadline > 0) {
          throw new CommandFailure(
              "The topic %s at %s could not be read to its end within %d s: try again when the broker has less to do."
                  .formatted(topic, kafka.bootstrapServers(), PATIENCE.toSeconds()),
              null);
        }
      }
    } catch (KafkaException e) {
      throw failure(e);
    }
    return records;
  }

  /**
   * Writes a record and waits until the broker has it.
   *
   * @param value null: a tombstone
   */
  void write(String id, byte @Nullable [] value) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(topic, id.getBytes(UTF_8), value)).get();
    } catch (KafkaException e) {
      throw failure(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? failure(known) : failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted while waiting for the broker.", e);
    }
  }

  /**
   * Nothing is written to a topic that is missing: made by default settings it would not be
   * compacted, and forget its rules.
   */
  void requireThere() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      if (partitions(consumer).isEmpty()) {
        throw new CommandFailure(
            "There is no topic %s at %s: start the stream once, which creates it, or name another with --headwater.topics.rules=NAME."
                .formatted(topic, kafka.bootstrapServers()),
            null);
      }
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    try {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      return partitions == null
          ? List.of()
          : partitions.stream().map(each -> new TopicPartition(topic, each.partition())).toList();
    } catch (UnknownTopicOrPartitionException missing) {
      return List.of();
    }
  }

  /** A record without a key is about nothing, and refused under this name. */
  private static String text(byte @Nullable [] key) {
    return key == null ? "(no key)" : new String(key, UTF_8);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> client = kafka.clientProperties(OWNED);
    client.put(ConsumerConfig.CLIENT_ID_CONFIG, "headwater-rules");
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> client = kafka.clientProperties(OWNED);
    client.put(ProducerConfig.CLIENT_ID_CONFIG, "headwater-rules");
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private CommandFailure failure(Exception why) {
    return new CommandFailure(BrokerFailures.sentence(kafka, why, PATIENCE), why);
  }
}
