package io.headwater.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.broker.EmbeddedBroker;
import io.headwater.quickstart.cli.CommandFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a topic while its broker deletes from it. */
class TopicReaderIT {

  private static final String TOPIC = "events";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final int RECORDS = 100;

  @TempDir private static Path brokerDir;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBrokerWithRecords() throws Exception {
    broker = EmbeddedBroker.start(brokerDir, 0);
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>(TOPIC, 0, null, new byte[1_000])).get();
      }
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldNotPassOverRecordsThatAreDeletedWhileItReads() {
    // Given a reader that fetches a record at a time, so that most are still to be fetched
    TopicReader reader = new TopicReader(settings(Map.of("max.partition.fetch.bytes", "1")));
    List<Long> read = new ArrayList<>();
    assertThat(reader.completeSince(TOPIC)).isEmpty();

    // When what it has not read is deleted, then it ends with a sentence for people
    assertThatThrownBy(
            () ->
                reader.readAll(
                    TOPIC,
                    record -> {
                      read.add(record.offset());
                      if (read.size() == 1) {
                        deleteAllBut(10);
                      }
                    }))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("were deleted before they were read: events-0 from offset")
        .hasMessageContaining("try again");
    assertThat(read).hasSizeLessThan(RECORDS);

    // When it is tried again, then it reads what is left
    assertThat(reader.completeSince(TOPIC)).isNotEmpty();
    List<Long> left = new ArrayList<>();
    reader.readAll(TOPIC, record -> left.add(record.offset()));
    assertThat(left).hasSize(10);
  }

  private static KafkaSettings settings(Map<String, String> client) {
    return new KafkaSettings(broker.bootstrapServers(), null, null, null, client);
  }

  private static void deleteAllBut(int left) {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(RECORDS - left)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
