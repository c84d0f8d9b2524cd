package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Alert;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.UndeliveredAlertJson;
import io.headwater.testkit.KafkaProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of alerts and of undelivered ones, as the stream and an operator see them. */
public final class AlertsTopic implements AutoCloseable {

  private static final int PARTITIONS = 4;

  private final String alerts;
  private final String undelivered;
  private final Map<String, Object> client;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  public AlertsTopic(KafkaProcess broker, String alerts, String undelivered) {
    this.alerts = alerts;
    this.undelivered = undelivered;
    this.client = Map.of("bootstrap.servers", broker.bootstrapServers());
    this.admin = Admin.create(client);
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Makes both. */
  public AlertsTopic create() {
    try {
      admin.createTopics(List.of(newTopic(alerts), newTopic(undelivered))).all().get();
      return this;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes an alert as the stream does. */
  public void write(Alert alert) {
    write(alert, Instant.now());
  }

  /** Writes any bytes. */
  public void write(String key, byte[] value) {
    send(producer, new ProducerRecord<>(alerts, key.getBytes(UTF_8), value));
  }

  /** Writes an alert as the stream does when it has read it that late. */
  public void write(Alert alert, Instant time) {
    send(producer, record(alert, time.toEpochMilli()));
  }

  /** Writes an alert as an exactly-once stream does: with the mark of the transaction behind it. */
  public void writeInTransaction(Alert alert) {
    writeInTransaction(alert, () -> {});
  }

  /** The same, with something that happens before the transaction ends. */
  void writeInTransaction(Alert alert, Runnable meanwhile) {
    Map<String, Object> config = new HashMap<>(client);
    config.put("transactional.id", alerts);
    try (KafkaProducer<byte[], byte[]> transactional =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      transactional.initTransactions();
      transactional.beginTransaction();
      send(transactional, record(alert, System.currentTimeMillis()));
      meanwhile.run();
      transactional.commitTransaction();
    }
  }

  /** Makes the topic of alerts anew: it is empty, and its offsets begin at 0 again. */
  void makeAnew() {
    try {
      admin.deleteTopics(List.of(alerts)).all().get();
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptionsMatching(e -> e.getCause() instanceof TopicExistsException)
          .until(
              () -> {
                admin.createTopics(List.of(newTopic(alerts))).all().get();
                return true;
              });
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The topic of undelivered alerts takes no record that is larger than that, from now on. */
  void limitUndelivered(int bytes) {
    try {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, undelivered),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", String.valueOf(bytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The group, which must not run, has the same place in all partitions. */
  void commit(String group, OffsetAndMetadata place) {
    commit(group, partitions(alerts).stream().collect(Collectors.toMap(of -> of, of -> place)));
  }

  /** The group, which must not run, is put to the end, behind what is not committed there yet. */
  void resetToLatest(String group) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      consumer
          .endOffsets(partitions(alerts))
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
      commit(group, ends);
    }
  }

  private void commit(String group, Map<TopicPartition, OffsetAndMetadata> places) {
    try {
      admin.alterConsumerGroupOffsets(group, places).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the group has begun: it has committed where, in each partition. */
  public boolean isRead(String group) {
    return committed(group).size() == PARTITIONS;
  }

  /** Whether the group has committed all there is. */
  public boolean isAllCommitted(String group) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(alerts));
      Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
      return ends.entrySet().stream()
          .allMatch(
              end ->
                  committed.containsKey(end.getKey())
                      && committed.get(end.getKey()).offset() == end.getValue());
    }
  }

  /** All that is undelivered. */
  public List<UndeliveredAlert> undelivered() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(partitions(undelivered));
      consumer.seekToBeginning(consumer.assignment());
      long wanted =
          consumer.endOffsets(consumer.assignment()).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      List<UndeliveredAlert> found = new ArrayList<>();
      while (found.size() < wanted) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> found.add(new UndeliveredAlertJson().decode(record.value())));
      }
      return found;
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      committed.values().removeIf(Objects::isNull);
      return committed;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Alert alert, long time) {
    String key = alert.sensorId() == null ? alert.location() : alert.sensorId();
    return new ProducerRecord<>(
        alerts, null, time, key.getBytes(UTF_8), new AlertJson().encode(alert));
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static NewTopic newTopic(String name) {
    return new NewTopic(name, PARTITIONS, (short) 1);
  }

  private static List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new TopicPartition(topic, partition));
    }
    return partitions;
  }
}
