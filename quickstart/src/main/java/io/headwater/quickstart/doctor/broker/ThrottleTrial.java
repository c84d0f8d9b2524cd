package io.headwater.quickstart.doctor.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a little, without a group, to see whether the broker makes readers wait. */
final class ThrottleTrial {

  private static final String METRIC = "fetch-throttle-time-max";
  private static final Set<String> OWNED =
      Set.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);

  private final BrokerSession session;

  ThrottleTrial(BrokerSession session) {
    this.session = session;
  }

  /**
   * How long the broker made a read wait, at most.
   *
   * @throws org.apache.kafka.common.KafkaException when it lets nothing be read
   */
  Duration longest(TopicPartition partition) {
    Map<String, Object> client = session.clientProperties(OWNED);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
    client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "200");
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10");
    client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
    client.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "65536");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int polls = 0; polls < 3; polls++) {
        consumer.poll(Duration.ofMillis(300));
      }
      return consumer.metrics().entrySet().stream()
          .filter(metric -> metric.getKey().name().equals(METRIC))
          .map(metric -> metric.getValue().metricValue())
          .filter(value -> value instanceof Double number && !number.isNaN())
          .map(value -> Duration.ofMillis(((Double) value).longValue()))
          .findFirst()
          .orElse(Duration.ZERO);
    }
  }
}
