package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

  private static final TopicPartition PARTITION = new TopicPartition("sensor-alerts", 2);

  private final OffsetLedger ledger = new OffsetLedger();

  @Test
  void shouldCommitNoFurtherThanTheFirstThatIsNotSettled() {
    ledger.read(PARTITION, 10, at(10));
    ledger.read(PARTITION, 11, at(11));
    ledger.read(PARTITION, 14, at(14));

    ledger.settle(PARTITION, 11);
    assertThat(ledger.toCommit()).isEqualTo(upTo(10, at(10)));
    ledger.settle(PARTITION, 10);
    assertThat(ledger.toCommit()).isEqualTo(upTo(14, at(14)));
    ledger.settle(PARTITION, 14);
    assertThat(ledger.toCommit()).isEqualTo(upTo(15, at(14)));
    assertThat(ledger.uncommitted(PARTITION)).isZero();
  }

  @Test
  void shouldCommitWhereTheConsumerIsWhenNothingWaits() {
    ledger.read(PARTITION, 10, at(10));
    ledger.reached(PARTITION, 12); // the mark of a transaction at 11

    assertThat(ledger.toCommit()).isEqualTo(upTo(10, at(10)));
    ledger.settle(PARTITION, 10);
    assertThat(ledger.toCommit()).isEqualTo(upTo(12, at(10)));
  }

  @Test
  void shouldCountWhatARestartWouldSeeToAgain() {
    for (long offset = 10; offset < 15; offset++) {
      ledger.read(PARTITION, offset, at(offset));
    }
    ledger.settle(PARTITION, 11);
    ledger.settle(PARTITION, 13);
    ledger.passOver(PARTITION, 14);
    assertThat(ledger.uncommitted(PARTITION)).isEqualTo(4);

    // When the first one is settled, one is left, and what is settled behind that
    ledger.settle(PARTITION, 10);
    assertThat(ledger.uncommitted(PARTITION)).isEqualTo(2);
    ledger.settle(PARTITION, 12);
    assertThat(ledger.uncommitted(PARTITION)).isZero();
  }

  @Test
  void shouldCommitNothingTwice() {
    ledger.read(PARTITION, 10, at(10));
    ledger.settle(PARTITION, 10);
    ledger.committed(ledger.toCommit());

    assertThat(ledger.toCommit()).isEmpty();
  }

  @Test
  void shouldKnowNothingOfAPartitionThatIsSomebodyElses() {
    ledger.read(PARTITION, 10, at(10));
    ledger.forget(PARTITION);
    ledger.settle(PARTITION, 10);
    ledger.committed(upTo(11, at(10)));

    assertThat(ledger.toCommit()).isEmpty();
  }

  @Test
  void shouldRememberTheTimeOfTheLatestAlertWhereverItGoesOn() {
    OffsetAndMetadata committed = new OffsetAndMetadata(10, at(30).toString());
    ledger.begin(PARTITION, committed);
    assertThat(ledger.committable(PARTITION)).isEqualTo(committed);

    // When an older one comes, out of order
    ledger.read(PARTITION, 10, at(20));
    ledger.settle(PARTITION, 10);

    assertThat(ledger.toCommit()).isEqualTo(upTo(11, at(30)));
    assertThat(OffsetLedger.timeOf(ledger.committable(PARTITION))).contains(at(30));
  }

  @Test
  void shouldKnowNoTimeBeforeTheFirstAlert() {
    ledger.begin(PARTITION, new OffsetAndMetadata(10));
    ledger.reached(PARTITION, 12);

    assertThat(OffsetLedger.timeOf(ledger.committable(PARTITION))).isEmpty();
  }

  /** An alert a second. */
  private static Instant at(long offset) {
    return Instant.parse("2026-03-02T07:00:00Z").plusSeconds(offset);
  }

  private static Map<TopicPartition, OffsetAndMetadata> upTo(long offset, Instant time) {
    return Map.of(PARTITION, new OffsetAndMetadata(offset, time.toString()));
  }
}
