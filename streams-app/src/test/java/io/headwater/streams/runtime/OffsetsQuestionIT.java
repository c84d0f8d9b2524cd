package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.time.PartitionProgress.Confirmed;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OffsetsQuestionIT {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final TopicPartition EMPTY = new TopicPartition("in", 0);
  private static final TopicPartition UNREAD = new TopicPartition("in", 1);
  private static final TopicPartition READ = new TopicPartition("in", 2);
  private static final TopicPartition REMOVED = new TopicPartition("in", 3);
  private static final TopicPartition OVERTAKEN = new TopicPartition("in", 4);

  @Test
  void shouldTellWhatIsLeftToReadAlsoWhereRecordsWereRemovedUnread(@TempDir Path directory)
      throws Exception {
    try (KafkaProcess broker = new KafkaProcess(directory).start();
        Admin admin = Admin.create(client(broker))) {
      // Given partitions of three records, but for one
      admin.createTopics(List.of(new NewTopic("in", 5, (short) 1))).all().get();
      send(broker, List.of(UNREAD, READ, REMOVED, OVERTAKEN));
      // and two of them that the group has read, in part or all
      admin
          .alterConsumerGroupOffsets(
              "app", Map.of(READ, new OffsetAndMetadata(3), OVERTAKEN, new OffsetAndMetadata(1)))
          .all()
          .get();
      // When retention removes what was not read
      admin
          .deleteRecords(
              Map.of(
                  REMOVED, RecordsToDelete.beforeOffset(3),
                  OVERTAKEN, RecordsToDelete.beforeOffset(2)))
          .all()
          .get();
      // Then nothing is left of it to read
      OffsetsQuestion question = new OffsetsQuestion("in", "app", client(broker), () -> NOON);
      assertThat(question.ask().partitions())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  EMPTY.partition(), new Confirmed(0, 0, NOON),
                  UNREAD.partition(), new Confirmed(3, 0, NOON),
                  READ.partition(), new Confirmed(3, 3, NOON),
                  REMOVED.partition(), new Confirmed(3, 3, NOON),
                  OVERTAKEN.partition(), new Confirmed(3, 2, NOON)));
      question.close();
    }
  }

  private static void send(KafkaProcess broker, List<TopicPartition> partitions) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client(broker), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (TopicPartition partition : partitions) {
        for (int record = 0; record < 3; record++) {
          producer.send(new ProducerRecord<>("in", partition.partition(), null, new byte[0])).get();
        }
      }
    }
  }

  private static Map<String, Object> client(KafkaProcess broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
