package io.headwater.sink;

import io.headwater.model.Scope;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.sink.testkit.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Stands in for the stream: writes output topics of its own in transactions, some of which it
 * aborts, and remembers what a reader of committed records must find.
 */
final class Plant implements AutoCloseable {

  static final int PARTITIONS = 3;

  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::toString);
  private static final WindowAggregate WINDOW =
      Records.window(
          Scope.SENSOR, "1m", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", Summary.of(42));
  private static final EnrichedEventJson EVENTS = new EnrichedEventJson();

  private final String bootstrapServers;
  private final String prefix;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> stream;
  private final Map<TopicPartition, SortedSet<Long>> committed = new TreeMap<>(BY_NAME);
  private int sent;

  /**
   * @param prefix of its topics, so that plants can share a broker
   */
  Plant(String bootstrapServers, String prefix) {
    this(bootstrapServers, prefix, PARTITIONS);
  }

  /**
   * @param partitions of each of its topics
   */
  Plant(String bootstrapServers, String prefix, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    this.partitions = partitions;
    stream =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                prefix,
                // A broker may be away for as long as its restart takes on a busy machine
                "max.block.ms",
                "240000",
                "transaction.timeout.ms",
                "600000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The sink's settings that name the plant's topics. */
  List<String> settings() {
    return List.of(
        "--headwater.topics.events=" + prefix + "-input",
        "--headwater.topics.enriched=" + prefix + "-enriched",
        "--headwater.topics.aggregates=" + prefix + "-aggregates",
        "--headwater.topics.anomalies=" + prefix + "-anomalies",
        "--headwater.topics.alerts=" + prefix + "-alerts",
        "--headwater.topics.rejected=" + prefix + "-rejected");
  }

  String eventsTopic() {
    return prefix + "-enriched";
  }

  Plant begin() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of("input", "enriched", "aggregates", "anomalies", "alerts", "rejected").stream()
                  .map(topic -> new NewTopic(prefix + "-" + topic, partitions, (short) 1))
                  .toList())
          .all()
          .get();
    }
    stream.initTransactions();
    return this;
  }

  /** Commits {@code count} events, spread over the partitions. */
  void events(int count) throws ExecutionException, InterruptedException {
    stream.beginTransaction();
    List<Future<RecordMetadata>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(send("enriched", sent++ % partitions, event(i)));
    }
    commit(all);
  }

  /** Sends {@code count} events that no reader of committed records may ever see. */
  void abortedEvents(int count) throws ExecutionException, InterruptedException {
    stream.beginTransaction();
    List<Future<RecordMetadata>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(send("enriched", sent++ % partitions, event(i)));
    }
    for (Future<RecordMetadata> one : all) {
      one.get();
    }
    stream.abortTransaction();
  }

  /** Commits one record each to the anomalies, alerts and rejected topics. */
  void oneOfTheOthers() throws ExecutionException, InterruptedException {
    stream.beginTransaction();
    commit(
        List.of(
            send("anomalies", 0, new AnomalyJson().encode(Records.anomaly())),
            send("alerts", 1, new AlertJson().encode(Records.alert())),
            send("rejected", 2, new RejectedEventJson().encode(Records.deadLetter()))));
  }

  /** Commits {@code count} records to each of the topics, spread over the partitions. */
  void ofEverything(int count) throws ExecutionException, InterruptedException {
    stream.beginTransaction();
    List<Future<RecordMetadata>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int partition = sent++ % partitions;
      all.add(send("enriched", partition, event(i)));
      all.add(send("aggregates", partition, new WindowAggregateJson().encode(WINDOW)));
      all.add(send("anomalies", partition, new AnomalyJson().encode(Records.anomaly())));
      all.add(send("alerts", partition, new AlertJson().encode(Records.alert())));
      all.add(send("rejected", partition, new RejectedEventJson().encode(Records.deadLetter())));
    }
    commit(all);
  }

  /** Commits something that is no event. */
  void garbage(int partition) throws ExecutionException, InterruptedException {
    stream.beginTransaction();
    send("enriched", partition, new byte[] {'{'}).get();
    stream.commitTransaction();
  }

  /** The offsets that must be in the table of {@code topic}, by partition; none left out. */
  Map<Integer, SortedSet<Long>> committed(String topic) {
    Map<Integer, SortedSet<Long>> offsets = new TreeMap<>();
    committed.forEach(
        (partition, of) -> {
          if (partition.topic().equals(prefix + "-" + topic)) {
            offsets.put(partition.partition(), of);
          }
        });
    return offsets;
  }

  @Override
  public void close() {
    stream.close();
  }

  private static byte[] event(int i) {
    return EVENTS.encode(Records.reading("sensor-" + i % 10, "2026-01-01T00:00:00Z", i));
  }

  private Future<RecordMetadata> send(String topic, int partition, byte[] value) {
    return stream.send(new ProducerRecord<>(prefix + "-" + topic, partition, null, value));
  }

  private void commit(List<Future<RecordMetadata>> all)
      throws ExecutionException, InterruptedException {
    stream.commitTransaction();
    for (Future<RecordMetadata> one : all) {
      RecordMetadata record = one.get();
      committed
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), p -> new TreeSet<>())
          .add(record.offset());
    }
  }
}
