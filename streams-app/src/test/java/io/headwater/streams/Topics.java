package io.headwater.streams;

import io.headwater.testkit.KafkaProcess;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** A broker's topics: made with as many partitions as a test wants, and watched. */
final class Topics implements AutoCloseable {

  private final Admin admin;

  Topics(KafkaProcess broker) {
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  void create(String topic, int partitions) {
    get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all());
    // the broker may hear of it a moment later than the controller
    Awaitility.await().ignoreExceptions().until(() -> written(List.of(topic)) == 0);
  }

  /** The offset after the last record a reader of committed records can have, by partition. */
  Map<Integer, Long> ends(String topic) {
    Map<Integer, Long> ends = new TreeMap<>();
    offsets(List.of(topic), IsolationLevel.READ_COMMITTED)
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  /** How many records there are in all of them, committed or not, and the marks of transactions. */
  long written(Collection<String> names) {
    return offsets(names, IsolationLevel.READ_UNCOMMITTED).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** The next offset that {@code application} is to read, in each partition it has read from. */
  Map<Integer, Long> read(String application, String topic) {
    Map<Integer, Long> read = new TreeMap<>();
    get(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, committed) -> {
              if (partition.topic().equals(topic)) {
                read.put(partition.partition(), committed.offset());
              }
            });
    return read;
  }

  private Map<TopicPartition, Long> offsets(Collection<String> names, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    get(admin.describeTopics(names).allTopicNames())
        .values()
        .forEach(
            topic ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            latest.put(
                                new TopicPartition(topic.name(), partition.partition()),
                                OffsetSpec.latest())));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
        .forEach((partition, end) -> offsets.put(partition, end.offset()));
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
