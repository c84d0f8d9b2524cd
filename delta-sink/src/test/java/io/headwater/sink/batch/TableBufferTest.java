package io.headwater.sink.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.testkit.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TableBufferTest {

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  private static final TopicPartition P0 = new TopicPartition(EVENTS.topic(), 0);
  private static final TopicPartition P1 = new TopicPartition(EVENTS.topic(), 1);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = FIRST.plusSeconds(1);

  private final TableBuffer buffer = new TableBuffer();

  @Test
  void shouldHandOutRowsTogetherWithTheOffsetTheyLeadTo() {
    buffer.open(P0, 5);
    buffer.open(P1, 40);

    buffer.add(P0, row(), 5, FIRST);
    buffer.add(P0, row(), 8, LATER);
    buffer.add(P1, row(), 40, LATER);

    TableBatch batch = buffer.batch().orElseThrow();
    assertThat(batch.rows()).hasSize(3);
    assertThat(batch.advances())
        .containsExactly(
            new OffsetAdvance(P0, OptionalLong.of(5), 9),
            new OffsetAdvance(P1, OptionalLong.of(40), 41));
    assertThat(buffer.buffered().since()).contains(FIRST);
    assertThat(buffer.buffered().bytes())
        .isEqualTo(batch.rows().stream().mapToLong(Row::estimatedBytes).sum());
  }

  @Test
  void shouldMovePastMarkersEvenWithoutARow() {
    buffer.open(P0, 5);

    buffer.skipTo(P0, 7, FIRST);

    assertThat(buffer.buffered())
        .isEqualTo(new Buffered(0, 0, Optional.of(FIRST), Optional.empty()));
    assertThat(buffer.batch().orElseThrow())
        .isEqualTo(
            new TableBatch(List.of(), List.of(new OffsetAdvance(P0, OptionalLong.of(5), 7))));
  }

  @Test
  void shouldHaveNothingToCommitWhenNothingMoved() {
    buffer.open(P0, 5);

    buffer.skipTo(P0, 5, FIRST);

    assertThat(buffer.batch()).isEmpty();
    assertThat(buffer.buffered()).isEqualTo(Buffered.NOTHING);
  }

  @Test
  void shouldExpectWhatItCommittedLast() {
    buffer.open(P0, 100);
    buffer.add(P0, row(), 100, FIRST);
    assertThat(buffer.committed()).isEqualTo(Map.of(P0, 100L));

    buffer.flushed();
    buffer.add(P0, row(), 101, LATER);

    assertThat(buffer.committed()).isEqualTo(Map.of(P0, 101L));
    assertThat(buffer.buffered().since()).contains(LATER);
    assertThat(buffer.batch().orElseThrow().advances())
        .containsExactly(new OffsetAdvance(P0, OptionalLong.of(101), 102));
  }

  @Test
  void shouldForgetAPartitionWithItsRows() {
    buffer.open(P0, 0);
    buffer.open(P1, 0);
    buffer.add(P0, row(), 0, FIRST);

    buffer.drop(List.of(P0));

    assertThat(buffer.isOpen(P0)).isFalse();
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.buffered()).isEqualTo(Buffered.NOTHING);
  }

  @Test
  void shouldRefuseARecordItHasAlready() {
    buffer.open(P0, 0);
    buffer.add(P0, row(), 3, FIRST);

    assertThatThrownBy(() -> buffer.add(P0, row(), 3, FIRST))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("record 3");
    assertThatThrownBy(() -> buffer.skipTo(P0, 2, FIRST)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> buffer.add(P1, row(), 0, FIRST))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Row row() {
    byte[] json =
        new EnrichedEventJson().encode(Records.reading("sensor-1", "2026-01-01T00:00:00Z", 1));
    return new RowMapper(EVENTS).map(Records.at(EVENTS.topic(), 0, 0, json), 0);
  }
}
