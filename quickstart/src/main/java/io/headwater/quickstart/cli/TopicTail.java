package io.headwater.quickstart.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what comes into topics from now on, without a consumer group. */
public final class TopicTail {

  private TopicTail() {}

  /**
   * A consumer that stands at the end of each partition, as it is now and not as it is at the first
   * poll. To be closed by the caller.
   *
   * @param settings of the client besides the broker, its isolation level above all
   */
  public static KafkaConsumer<byte[], byte[]> of(
      String bootstrapServers, Collection<String> topics, Map<String, Object> settings) {
    Map<String, Object> client = new TreeMap<>(settings);
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }
}
