package io.headwater.bench.restore;

import io.headwater.model.Scope;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.WindowAggregateJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The closed windows of a minute by sensor, as the topic of the aggregates has them.
 *
 * @param events in all of them
 * @param doubled windows that were there before
 */
record MinuteCounts(long events, long doubled) {

  private static final String ONE_MINUTE = "1m";
  private static final Duration POLL = Duration.ofMillis(100);

  private record Window(String sensorId, String location, String deviceType, long start) {}

  /** Reads what is committed now. */
  static MinuteCounts read(String bootstrapServers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions));
    }
  }

  private static MinuteCounts read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    WindowAggregateJson json = new WindowAggregateJson();
    Set<Window> seen = new HashSet<>();
    long events = 0;
    long doubled = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        WindowAggregate window = json.decode(record.value());
        if (window.scope() == Scope.SENSOR
            && window.sensorId() != null
            && window.windowType().equals(ONE_MINUTE)) {
          events += window.summary().count();
          if (!seen.add(
              new Window(
                  window.sensorId(),
                  window.location(),
                  window.deviceType(),
                  window.windowStart()))) {
            doubled++;
          }
        }
      }
    }
    return new MinuteCounts(events, doubled);
  }
}
