package io.headwater.streams;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.RejectedEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.testkit.KafkaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records finds in the output topics. */
final class Results {

  private final EnrichedEventJson events = new EnrichedEventJson();
  private final RejectedEventJson rejected = new RejectedEventJson();
  private final WindowAggregateJson windows = new WindowAggregateJson();
  private final Properties properties = new Properties();
  private final String prefix;

  Results(KafkaProcess broker) {
    this(broker, "");
  }

  /**
   * @param prefix before the names of the output topics
   */
  Results(KafkaProcess broker, String prefix) {
    this.prefix = prefix;
    properties.putAll(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest"));
  }

  /** The origins of all events and dead letters there are now, in no order. */
  List<Origin> origins() {
    List<Origin> origins = new ArrayList<>();
    events().forEach(event -> origins.add(event.origin()));
    for (ConsumerRecord<byte[], byte[]> record : all("sensor-events-rejected")) {
      RejectedEvent letter = rejected.decode(record.value());
      origins.add(letter.origin());
    }
    return origins;
  }

  /** All events there are now, in no order. */
  List<EnrichedEvent> events() {
    return all("sensor-events-enriched").stream()
        .map(record -> events.decode(record.value()))
        .toList();
  }

  /** All closed windows there are now, in no order. */
  List<WindowAggregate> windows() {
    return all("sensor-aggregates").stream().map(record -> windows.decode(record.value())).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> all(String name) {
    String topic = prefix + name;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
      return all;
    }
  }
}
