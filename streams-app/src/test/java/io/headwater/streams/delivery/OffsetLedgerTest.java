package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

  private static final TopicPartition PARTITION = new TopicPartition("sensor-alerts", 2);

  private final OffsetLedger ledger = new OffsetLedger();

  @Test
  void shouldCommitNoFurtherThanTheFirstThatIsNotSettled() {
    ledger.read(PARTITION, 10);
    ledger.read(PARTITION, 11);
    ledger.read(PARTITION, 14);

    ledger.settle(PARTITION, 11);
    assertThat(ledger.toCommit()).isEqualTo(upTo(10));
    ledger.settle(PARTITION, 10);
    assertThat(ledger.toCommit()).isEqualTo(upTo(14));
    ledger.settle(PARTITION, 14);
    assertThat(ledger.toCommit()).isEqualTo(upTo(15));
    assertThat(ledger.open(PARTITION)).isZero();
  }

  @Test
  void shouldCommitWhereTheConsumerIsWhenNothingWaits() {
    ledger.read(PARTITION, 10);
    ledger.reached(PARTITION, 12); // the mark of a transaction at 11

    assertThat(ledger.toCommit()).isEqualTo(upTo(10));
    ledger.settle(PARTITION, 10);
    assertThat(ledger.toCommit()).isEqualTo(upTo(12));
  }

  @Test
  void shouldCommitNothingTwice() {
    ledger.read(PARTITION, 10);
    ledger.settle(PARTITION, 10);
    ledger.committed(ledger.toCommit());

    assertThat(ledger.toCommit()).isEmpty();
  }

  @Test
  void shouldKnowNothingOfAPartitionThatIsSomebodyElses() {
    ledger.read(PARTITION, 10);
    ledger.forget(PARTITION);
    ledger.settle(PARTITION, 10);
    ledger.committed(upTo(11));

    assertThat(ledger.toCommit()).isEmpty();
  }

  private static Map<TopicPartition, OffsetAndMetadata> upTo(long offset) {
    return Map.of(PARTITION, new OffsetAndMetadata(offset));
  }
}
