package io.headwater.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.RejectedEvent;
import io.headwater.model.Scope;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.streams.oracle.WantedWindows;
import io.headwater.testkit.KafkaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** What a reader of committed records finds in the output topics. */
final class Results {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EnrichedEventJson events = new EnrichedEventJson();
  private final RejectedEventJson rejected = new RejectedEventJson();
  private final AnomalyJson anomalies = new AnomalyJson();
  private final AlertJson alerts = new AlertJson();
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

  /** All anomalies there are now, in no order. */
  List<Anomaly> anomalies() {
    return all("sensor-anomalies").stream()
        .map(record -> anomalies.decode(record.value()))
        .toList();
  }

  /** All changes of alerts there are now; those of a key in their order. */
  List<Alert> alerts() {
    return all("sensor-alerts").stream().map(record -> alerts.decode(record.value())).toList();
  }

  /** All closed windows there are now, with their keys, as the bytes have it, sorted. */
  List<String> windowLines() {
    return all("sensor-aggregates").stream()
        .map(record -> new String(record.key(), UTF_8) + " " + new String(record.value(), UTF_8))
        .sorted()
        .toList();
  }

  /** All closed windows there are now, in no order. */
  List<WindowAggregate> windows() {
    return all("sensor-aggregates").stream().map(record -> windows.decode(record.value())).toList();
  }

  /** All closed windows there are now, as far as they can be compared with what is wanted. */
  List<WantedWindows.Window> contents() {
    return windows().stream().map(WantedWindows.Window::of).toList();
  }

  /** Waits until there are these windows, each once, and no others. */
  void awaitWindows(Collection<WantedWindows.Window> wanted) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(Differences.between(contents(), wanted)).isEmpty());
  }

  /** Whether windows by location hold as many events as the same windows by sensor, and any. */
  boolean locationsHaveFollowed() {
    Map<String, Long> balance = new TreeMap<>();
    for (WindowAggregate window : windows()) {
      if (!window.windowType().equals("session")) {
        long count = window.summary().count();
        balance.merge(
            window.windowType(), window.scope() == Scope.SENSOR ? count : -count, Long::sum);
      }
    }
    return !balance.isEmpty() && balance.values().stream().allMatch(left -> left == 0);
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
