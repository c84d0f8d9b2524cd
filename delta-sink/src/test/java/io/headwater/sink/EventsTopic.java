package io.headwater.sink;

import io.headwater.model.json.AlertJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.sink.testkit.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of events and one of alerts, written without transactions, so that a partition's offsets
 * are 0, 1, 2 and so on; and what may happen to the first.
 */
final class EventsTopic implements AutoCloseable {

  private final String prefix;
  private final int partitions;
  private final Map<String, Object> client;
  private final Admin admin;
  private final Map<Integer, Long> ends = new HashMap<>();
  private int sent;

  EventsTopic(String bootstrapServers, String prefix, int partitions)
      throws ExecutionException, InterruptedException {
    this.prefix = prefix;
    this.partitions = partitions;
    this.client = Map.of("bootstrap.servers", bootstrapServers);
    this.admin = Admin.create(client);
    create("input");
    create("enriched");
    create("alerts");
  }

  /** The sink's settings that name its topics; those of the other tables do not exist. */
  List<String> settings() {
    return List.of(
        "--headwater.topics.events=" + prefix + "-input",
        "--headwater.topics.enriched=" + prefix + "-enriched",
        "--headwater.topics.aggregates=" + prefix + "-aggregates",
        "--headwater.topics.anomalies=" + prefix + "-anomalies",
        "--headwater.topics.alerts=" + prefix + "-alerts",
        "--headwater.topics.rejected=" + prefix + "-rejected");
  }

  TopicPartition partition(int partition) {
    return new TopicPartition(prefix + "-enriched", partition);
  }

  /** Appends {@code count} events, one partition after the other. */
  void events(int count) throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<Future<RecordMetadata>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int partition = sent++ % partitions;
        byte[] value =
            new EnrichedEventJson().encode(Records.reading("s-" + i, "2026-01-01T00:00:00Z", i));
        all.add(producer.send(new ProducerRecord<>(prefix + "-enriched", partition, null, value)));
      }
      for (Future<RecordMetadata> one : all) {
        ends.merge(one.get().partition(), one.get().offset() + 1, Math::max);
      }
    }
  }

  void alert() throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  prefix + "-alerts", 0, null, new AlertJson().encode(Records.alert())))
          .get();
    }
  }

  /** How many events a partition has had. */
  long end(int partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** What retention does. */
  void deleteBefore(int partition, long offset) throws ExecutionException, InterruptedException {
    admin
        .deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  /** Deletes the topic of events, and creates one of the same name. */
  void recreate() throws ExecutionException, InterruptedException {
    admin.deleteTopics(Set.of(prefix + "-enriched")).all().get();
    ends.clear();
    sent = 0;
    while (admin.listTopics().names().get().contains(prefix + "-enriched")) {
      Thread.onSpinWait();
    }
    create("enriched");
  }

  @Override
  public void close() {
    admin.close();
  }

  private void create(String topic) throws ExecutionException, InterruptedException {
    admin
        .createTopics(List.of(new NewTopic(prefix + "-" + topic, partitions, (short) 1)))
        .all()
        .get();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
