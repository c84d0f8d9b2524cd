package io.headwater.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OriginLedgerTest {

  private final OriginLedger ledger = new OriginLedger("sensor-events");

  @Test
  void shouldExcuseEachLostRecordOnce() {
    assertThat(ledger.excuse(0)).isTrue();
    assertThat(ledger.excuse(1)).isFalse();

    ledger.lost(OptionalLong.of(2));
    ledger.lost(OptionalLong.of(1));

    assertThat(ledger.excuse(2)).isTrue();
    assertThat(ledger.excuse(2)).as("of another partition").isFalse();
    assertThat(ledger.excuse(1)).isTrue();
  }

  @Test
  void shouldExcuseAnyNumberOnceNobodyKnowsHowManyWereLost() {
    ledger.lost(OptionalLong.empty());
    ledger.lost(OptionalLong.of(1));

    assertThat(ledger.excuse(1_000)).isTrue();
    assertThat(ledger.excuse(1_000)).isTrue();
  }
}
