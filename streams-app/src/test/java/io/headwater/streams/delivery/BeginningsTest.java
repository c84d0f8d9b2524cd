package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeginningsTest {

  private static final String TOPIC = "sensor-alerts";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final TopicPartition ADDED = new TopicPartition(TOPIC, 1);

  /** A consumer whose second record is the first since any time. */
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("none") {
        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> times) {
          assertThat(times.values()).allMatch(time -> time >= 0); // Else Kafka's refuses
          return Map.of(PARTITION, new OffsetAndTimestamp(1, times.get(PARTITION)));
        }
      };

  private final Beginnings beginnings = new Beginnings();

  @BeforeEach
  void assign() {
    consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
    consumer.assign(List.of(PARTITION, ADDED));
    holds(0, 10);
  }

  @AfterEach
  void close() {
    consumer.close();
  }

  @Test
  void shouldBeginWithWhatIsWrittenAfterTheFirstLook() {
    beginnings.look(consumer, TOPIC);

    // When alerts come before the group gives it the partition, and a session fails meanwhile
    holds(0, 12);
    beginnings.look(consumer, TOPIC);
    holds(0, 15);
    beginnings.see(consumer, List.of(PARTITION));

    // Then it misses none of them, even if it is stopped before it reads one
    assertThat(consumer.position(PARTITION)).isEqualTo(10);
    assertThat(consumer.committed(Set.of(PARTITION)))
        .isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(10)));
  }

  @Test
  void shouldTakeAllOfAPartitionThatWasMadeAfterTheFirstLook() {
    beginnings.look(consumer, TOPIC);
    holds(0, 3);

    beginnings.see(consumer, List.of(ADDED));

    assertThat(consumer.position(ADDED)).isZero();
  }

  @Test
  void shouldGoOnWhereItIsCommitted() {
    beginnings.look(consumer, TOPIC);
    OffsetAndMetadata committed = new OffsetAndMetadata(7, "2026-03-02T07:00:00Z");
    consumer.commitSync(Map.of(PARTITION, committed));

    assertThat(beginnings.see(consumer, List.of(PARTITION)))
        .isEqualTo(Map.of(PARTITION, committed));
    assertThat(consumer.position(PARTITION)).isEqualTo(7);
  }

  @Test
  void shouldGoOnWithTheOldestThereIsWhenWhatItWantsIsDeleted() {
    beginnings.look(consumer, TOPIC);
    holds(5, 20);

    beginnings.seek(consumer, Map.of(PARTITION, new OffsetAndMetadata(2)));

    assertThat(consumer.position(PARTITION)).isEqualTo(5);
  }

  @Test
  void shouldTakeAllOfATopicThatWasMadeAnewBeforeAnyAlertWasRead() {
    beginnings.look(consumer, TOPIC);
    holds(0, 3);

    beginnings.seek(consumer, Map.of(PARTITION, new OffsetAndMetadata(10)));

    assertThat(consumer.position(PARTITION)).isZero();
  }

  @Test
  void shouldStayWhereItIsCommittedBehindAnOpenTransaction() {
    // Given what kafka-consumer-groups --reset-offsets --to-latest commits, without a time
    beginnings.look(consumer, TOPIC);
    OffsetAndMetadata committed = new OffsetAndMetadata(12);
    consumer.commitSync(Map.of(PARTITION, committed));

    assertThat(beginnings.see(consumer, List.of(PARTITION)))
        .isEqualTo(Map.of(PARTITION, committed));
    assertThat(consumer.position(PARTITION)).isEqualTo(12);
  }

  @Test
  void shouldAskForNoTimeBeforeTheEpoch() {
    holds(0, 3);

    beginnings.seek(consumer, Map.of(PARTITION, new OffsetAndMetadata(10, "1970-01-01T00:30:00Z")));

    assertThat(consumer.position(PARTITION)).isEqualTo(1);
  }

  /** Both partitions hold the offsets from the first to before the end. */
  private void holds(long first, long end) {
    consumer.updateBeginningOffsets(Map.of(PARTITION, first, ADDED, first));
    consumer.updateEndOffsets(Map.of(PARTITION, end, ADDED, end));
  }
}
