package io.headwater.sink.audit;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.sink.gaps.TopicNumber;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker over Kafka's own clients. Belongs to no consumer group and leaves no trace. */
final class KafkaBroker implements Broker {

  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * How long to wait for a next record. A transaction whose producer died is open until it times
   * out (Kafka Streams: 10 s), and records behind it are invisible for so long.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private static final Set<String> OWNED =
      Set.of(
          "group.id",
          "group.instance.id",
          "isolation.level",
          "enable.auto.commit",
          "auto.offset.reset",
          "key.deserializer",
          "value.deserializer");

  private final KafkaSettings settings;
  private final Admin admin;

  /**
   * @throws IOException when the address is none
   * @throws IllegalArgumentException when a client property is set that an audit must own
   */
  KafkaBroker(KafkaSettings settings) throws IOException {
    this.settings = settings;
    try {
      this.admin = Admin.create(clientProperties());
    } catch (KafkaException e) {
      throw noAnswer(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public List<TopicPartition> partitions(String topic) throws IOException {
    try {
      return describe(topic).partitions().stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    } catch (UnknownTopicOrPartitionException none) {
      return List.of();
    }
  }

  @Override
  public OptionalLong topicNumber(String topic) throws IOException {
    try {
      return TopicNumber.of(describe(topic).topicId());
    } catch (UnknownTopicOrPartitionException none) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions)
      throws IOException {
    Map<TopicPartition, Long> committed = new HashMap<>();
    try {
      // stable: an offset whose transaction is about to commit must not be read too low
      Map<TopicPartition, OffsetAndMetadata> offsets =
          get(
              admin
                  .listConsumerGroupOffsets(
                      group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                  .partitionsToOffsetAndMetadata());
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata offset = offsets.get(partition);
        if (offset != null) {
          committed.put(partition, offset.offset());
        }
      }
      return committed;
    } catch (GroupIdNotFoundException none) {
      return committed;
    }
  }

  @Override
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
      return consumer.endOffsets(partitions);
    } catch (KafkaException e) {
      throw noAnswer(e);
    }
  }

  @Override
  public Map<TopicPartition, Retained> read(
      Map<TopicPartition, Long> upTo, Consumer<ConsumerRecord<byte[], byte[]>> visitor)
      throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      consumer.assign(upTo.keySet());
      consumer.seekToBeginning(upTo.keySet());
      Set<TopicPartition> open = new HashSet<>(upTo.keySet());
      long lastProgress = System.nanoTime();
      long lastSum = -1;
      while (true) {
        finish(consumer, open, upTo);
        long sum = sumOfPositions(consumer, upTo.keySet());
        if (sum != lastSum) {
          lastSum = sum;
          lastProgress = System.nanoTime();
        }
        if (open.isEmpty() || System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
          return retained(consumer, upTo);
        }
        show(consumer.poll(POLL), upTo, visitor);
      }
    } catch (KafkaException e) {
      throw noAnswer(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }

  private TopicDescription describe(String topic) throws IOException {
    return get(admin.describeTopics(Set.of(topic)).topicNameValues().get(topic));
  }

  private static void finish(
      KafkaConsumer<byte[], byte[]> consumer,
      Set<TopicPartition> open,
      Map<TopicPartition, Long> upTo) {
    List<TopicPartition> done = new ArrayList<>();
    for (TopicPartition partition : open) {
      if (consumer.position(partition) >= upTo.get(partition)) {
        done.add(partition);
      }
    }
    open.removeAll(done);
    consumer.pause(done);
  }

  private static long sumOfPositions(
      KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    return partitions.stream().mapToLong(consumer::position).sum();
  }

  private static void show(
      ConsumerRecords<byte[], byte[]> records,
      Map<TopicPartition, Long> upTo,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    for (TopicPartition partition : records.partitions()) {
      long end = upTo.get(partition);
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (record.offset() < end) {
          visitor.accept(record);
        }
      }
    }
  }

  private static Map<TopicPartition, Retained> retained(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> upTo) {
    Map<TopicPartition, Retained> retained = new HashMap<>();
    // asked last: what retention removed in the meantime may have been missed, and is not judged
    consumer
        .beginningOffsets(upTo.keySet())
        .forEach(
            (partition, earliest) ->
                retained.put(
                    partition,
                    new Retained(
                        earliest, Math.min(consumer.position(partition), upTo.get(partition)))));
    return retained;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    Map<String, Object> properties = clientProperties();
    properties.put("isolation.level", isolation);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> clientProperties() {
    Map<String, Object> properties = settings.clientProperties(OWNED);
    properties.putIfAbsent("client.id", "headwater-audit");
    properties.putIfAbsent("default.api.timeout.ms", "30000");
    properties.putIfAbsent("request.timeout.ms", "15000");
    return properties;
  }

  private <T> T get(KafkaFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
        throw unknown;
      }
      if (e.getCause() instanceof GroupIdNotFoundException unknown) {
        throw unknown;
      }
      throw noAnswer(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for Kafka");
    }
  }

  private IOException noAnswer(Throwable cause) {
    return new IOException(
        "Kafka at %s does not answer: %s. Check headwater.kafka.bootstrap-servers, and that it runs"
            .formatted(settings.bootstrapServers(), cause.getMessage()),
        cause);
  }
}
