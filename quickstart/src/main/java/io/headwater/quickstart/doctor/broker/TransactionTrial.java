package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.clock.ClockReading;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A transaction that is begun, moves an offset of a group of its own, and is aborted. No topic gets
 * a record from it, not even an aborted one, which a reader of uncommitted records would see.
 */
final class TransactionTrial {

  private static final Set<String> OWNED =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

  private final BrokerSession session;
  private final InstantSource clock;
  private final ClockReadings readings;

  /** How far it got; read by whoever says why it failed. */
  private TransactionVerdict.Step step = TransactionVerdict.Step.BEGIN;

  TransactionTrial(BrokerSession session, InstantSource clock, ClockReadings readings) {
    this.session = session;
    this.clock = clock;
    this.readings = readings;
  }

  /**
   * Tries it.
   *
   * @param id of the transactions and of the group
   * @param timeout how long the broker leaves a transaction open, as the stream asks for
   * @param partition whose offset is moved, and left where it is; empty: none is
   * @throws KafkaException when the broker refuses, or does not answer
   */
  void run(String id, Duration timeout, Optional<TopicPartition> partition) {
    step = TransactionVerdict.Step.BEGIN;
    Map<String, Object> client = session.clientProperties(OWNED);
    client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    client.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
    client.put(
        ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(BrokerSession.PATIENCE.toMillis()));
    client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    client.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "5000");
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      producer.beginTransaction();
      partition.ifPresent(moved -> moveOffset(producer, id, moved));
      step = TransactionVerdict.Step.ABORT;
      producer.abortTransaction();
    } finally {
      producer.close(Duration.ofMillis(500));
      partition.ifPresent(moved -> forgetGroup(id));
    }
  }

  TransactionVerdict.Step step() {
    return step;
  }

  private void moveOffset(
      KafkaProducer<byte[], byte[]> producer, String id, TopicPartition partition) {
    step = TransactionVerdict.Step.OFFSETS;
    ConsumerGroupMetadata group = group(id);
    Instant before = clock.instant();
    producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(0)), group);
    readClock(id, before, clock.instant());
  }

  /** An aborted offset leaves an empty group, which the broker would keep for days. */
  private void forgetGroup(String id) {
    try {
      session.admin().deleteConsumerGroups(List.of(id)).all().get();
    } catch (ExecutionException notThere) {
      // It was never made, or may not be deleted by this user: then it fades by itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A group without members, which nobody joins. */
  private ConsumerGroupMetadata group(String id) {
    Map<String, Object> client = session.clientProperties(Set.of());
    client.put(ConsumerConfig.GROUP_ID_CONFIG, id);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.groupMetadata();
    }
  }

  /** The coordinator notes by its own clock when a transaction got its first part. */
  private void readClock(String id, Instant before, Instant after) {
    try {
      TransactionDescription open =
          session.admin().describeTransactions(List.of(id)).description(id).get();
      open.transactionStartTimeMs()
          .ifPresent(
              millis -> {
                Instant shown = Instant.ofEpochMilli(millis);
                readings.add(
                    ClockReading.of("the broker", shown, shown.plusMillis(1), before, after));
              });
    } catch (ExecutionException notTold) {
      // Not every broker describes transactions; then its clock is not known
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
