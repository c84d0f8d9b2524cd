package io.headwater.sink.worker;

import static io.headwater.sink.worker.Scenario.P0;
import static io.headwater.sink.worker.Scenario.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.testkit.FaultyLogStore.Fault;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.worker.WorkerState.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that no longer has what its table needs next. */
class GapsTest {

  private static final int LEDGER_CREATED_AND_WRITTEN = 2;

  @TempDir private Path base;

  /** Given: offsets 0 to 2 of both partitions are in the table. */
  @BeforeEach
  void aTableWithThreeRowsOfEachPartition() {
    new Scenario(base).assign(P0, P1).produce(P0, 3).produce(P1, 3).end();
  }

  @Test
  void shouldTellTheTwoWaysOnWhenRetentionHasPassedIt() {
    Scenario late = scenario().retainedFrom(P0, 10);

    late.assign(P0).run();

    assertThat(late.phase()).isEqualTo(Phase.STOPPED);
    assertThat(late.reason())
        .startsWith("sensor-events-enriched-0: offsets 3 to 9 are lost, 7 records at most")
        .contains("set headwater.sink.on-gap to record", "set headwater.delta.base-path");
    assertThat(base.resolve("gaps")).doesNotExist();
  }

  @Test
  void shouldMissWhatRetentionTookOfAPartitionThatNeverHadARow() throws IOException {
    // Given: a partition that a sink was at, and that had nothing yet
    Path other = base.resolve("other");
    new Scenario(other).assign(P0).end();

    Scenario late = new Scenario(other).retainedFrom(P0, 10);
    late.assign(P0).run();

    assertThat(late.committed(P0)).isZero();
    assertThat(late.phase()).isEqualTo(Phase.STOPPED);
    assertThat(late.reason()).contains("offsets 0 to 9 are lost");
  }

  @Test
  void shouldRecordWhatRetentionTookAndGoOnBehindIt() {
    Scenario late = scenario().recordsGaps().retainedFrom(P0, 10);

    late.assign(P0, P1).then(() -> {}).produce(P0, 2).produce(P1, 4).end();

    assertThat(late.offsets()).isEqualTo(Map.of(0, List.of(0L, 1L, 2L, 10L, 11L), 1, upTo(4)));
    assertThat(ledger())
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap)
                    .containsEntry("sink_id", "headwater")
                    .containsEntry("table_name", "events")
                    .containsEntry("topic", "sensor-events-enriched")
                    .containsEntry("kafka_partition", 0)
                    .containsEntry("gap_number", 1L)
                    .containsEntry("kind", "retention")
                    .containsEntry("first_offset", 3L)
                    .containsEntry("next_offset", 10L)
                    .containsEntry("lost_records", 7L));
    assertThat(gapsCounted(late, "retention")).isEqualTo(1);
  }

  @Test
  void shouldStopAtATopicThatWasCreatedAgainThoughItIsLongEnough() {
    Scenario recreated = scenario().isTopic(2).endsAt(P0, 100);

    recreated.assign(P0).run();

    assertThat(recreated.phase()).isEqualTo(Phase.STOPPED);
    assertThat(recreated.reason())
        .startsWith("sensor-events-enriched-0: the topic was deleted and created again")
        .contains("everything before offset 3 of the one that is gone")
        .contains("set headwater.sink.on-gap to record");
  }

  @Test
  void shouldReadATopicThatWasCreatedAgainFromItsBeginning() throws IOException {
    Scenario recreated = scenario().recordsGaps().isTopic(2).endsAt(P0, 5);

    recreated.assign(P0).then(() -> {}).produce(P0, 5).end();

    assertThat(recreated.offsets().get(0)).containsExactly(0L, 0L, 1L, 1L, 2L, 2L, 3L, 4L);
    assertThat(recreated.committed(P0)).isEqualTo(5);
    assertThat(ledger())
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap)
                    .containsEntry("kind", "recreated")
                    .containsEntry("first_offset", 3L)
                    .containsEntry("next_offset", 0L)
                    .containsEntry("lost_records", null)
                    .containsEntry("topic_number_before", 1L)
                    .containsEntry("topic_number", 2L));
    // And: it is passed once
    Scenario restarted = scenario().recordsGaps().isTopic(2).endsAt(P0, 6);
    restarted.assign(P0).produce(P0, 6).end();
    assertThat(restarted.journal.progress().rows()).isEqualTo(1);
    assertThat(ledger()).hasSize(1);
  }

  @Test
  void shouldSetRowsOfTheNewTopicApartByTheirTimesWhateverTheClocksSay() {
    Scenario recreated = scenario().recordsGaps().isTopic(2).endsAt(P0, 2);

    recreated.assign(P0).then(() -> {}).produce(P0, 2).end();

    Instant detected = (Instant) ledger().get(0).get("detected_at");
    List<Map<String, @Nullable Object>> rows =
        new KernelReader(recreated.folder())
            .rows().stream().filter(row -> row.get("kafka_partition").equals(0)).toList();
    assertThat(rows)
        .filteredOn(row -> ((Instant) row.get("ingested_at")).isBefore(detected))
        .hasSize(3);
    assertThat(rows)
        .filteredOn(row -> !((Instant) row.get("ingested_at")).isBefore(detected))
        .hasSize(2);
  }

  @Test
  void shouldTakeAShorterTopicForAnotherWhereTheBrokerHasNoTopicIds() {
    Scenario shorter = scenario().recordsGaps().withoutTopicIds().endsAt(P0, 2);

    shorter.assign(P0).then(() -> {}).produce(P0, 2).end();

    assertThat(shorter.offsets().get(0)).containsExactly(0L, 0L, 1L, 1L, 2L);
    assertThat(ledger().get(0))
        .containsEntry("kind", "beyond_end")
        .containsEntry("first_offset", 3L)
        .containsEntry("lost_records", null);
  }

  @Test
  void shouldLearnTheTopicOfATableThatKnowsNone() {
    // Given: a table from a time when the broker had no topic ids
    Path older = base.resolve("older");
    new Scenario(older).withoutTopicIds().assign(P0).produce(P0, 3).end();

    new Scenario(older).isTopic(5).endsAt(P0, 4).assign(P0).produce(P0, 4).end();

    Scenario recreated = new Scenario(older).isTopic(6).endsAt(P0, 9);
    recreated.assign(P0).run();
    assertThat(recreated.reason()).contains("the topic was deleted and created again");
  }

  @Test
  void shouldWriteOneRowWhenItIsKilledBetweenTheLedgerAndTheTable() {
    // Given: the ledger has the gap, and the commit that passes it failed for good
    Scenario killed = scenario().recordsGaps().retainedFrom(P0, 10);
    killed.assign(P0).then(() -> {});
    killed.faults.afterEntries(LEDGER_CREATED_AND_WRITTEN, Fault.FOR_GOOD);
    killed.end();
    assertThat(ledger()).hasSize(1);
    assertThat(killed.offsets().get(0)).isEqualTo(upTo(3));

    // When: it starts again, and retention has gone on meanwhile
    Scenario again = scenario().recordsGaps().retainedFrom(P0, 20);
    again.assign(P0).then(() -> {}).then(() -> {}).produce(P0, 1).end();

    // Then: what was recorded counts, and what was lost since is another gap
    assertThat(again.offsets().get(0)).containsExactly(0L, 1L, 2L, 20L);
    assertThat(ledger())
        .extracting(gap -> gap.get("first_offset") + " to " + gap.get("next_offset"))
        .containsExactlyInAnyOrder("3 to 10", "10 to 20");
  }

  @Test
  void shouldRecordWhatRetentionTookWhileItWasReading() {
    Scenario slow = scenario().recordsGaps().endsAt(P0, 5);

    slow.assign(P0)
        .produce(P0, 5)
        .then(
            () -> {
              slow.retainedFrom(P0, 10);
              slow.consumer.setPollException(new OffsetOutOfRangeException(Map.of(P0, 5L)));
            })
        .then(() -> {})
        .then(() -> {})
        .produce(P0, 1)
        .end();

    assertThat(slow.offsets().get(0)).containsExactly(0L, 1L, 2L, 3L, 4L, 10L);
    assertThat(ledger().get(0)).containsEntry("first_offset", 5L).containsEntry("next_offset", 10L);
  }

  @Test
  void shouldDropWhatItReadOfATopicThatWasCreatedAgainBehindItsBack() {
    // Given: the consumer reads on at offset 3, but of another topic by now
    Scenario reading = scenario().recordsGaps().endsAt(P0, 5);

    reading
        .assign(P0)
        .then(() -> reading.isTopic(2))
        .produce(P0, 5)
        .flushInterval()
        .then(() -> {})
        .then(() -> {})
        .then(() -> reading.startsOver(P0))
        .produce(P0, 5)
        .end();

    assertThat(reading.offsets().get(0)).containsExactly(0L, 0L, 1L, 1L, 2L, 2L, 3L, 4L);
    assertThat(ledger().get(0))
        .containsEntry("kind", "recreated")
        .containsEntry("first_offset", 3L);
  }

  @Test
  void shouldKeepItsRowsAndReadNothingWhileNobodySaysWhichTopicTheyAreOf() {
    Scenario scenario = scenario().endsAt(P0, 4);

    scenario
        .assign(P0)
        .produce(P0, 4)
        .then(scenario::topicsAreNotAnswered)
        .flushInterval()
        .then(() -> {})
        .then(
            () -> {
              assertThat(scenario.phase()).isEqualTo(Phase.WAITING_FOR_BROKER);
              assertThat(scenario.journal.progress().buffered().rows()).isEqualTo(1);
              assertThat(scenario.consumer.paused()).containsExactly(P0);
              scenario.isTopic(1);
            })
        .then(() -> {})
        .then(() -> {})
        .then(() -> assertThat(scenario.consumer.paused()).isEmpty())
        .end();

    assertThat(scenario.offsets().get(0)).isEqualTo(upTo(4));
  }

  @Test
  void shouldGoOnWhereTheBrokerLostTheEndOfTheTopic() {
    Scenario truncated = scenario().recordsGaps().endsAt(P0, 4);

    truncated
        .assign(P0)
        .produce(P0, 4)
        .then(
            () -> {
              truncated.endsAt(P0, 9);
              truncated.consumer.setPollException(
                  new LogTruncationException(
                      Map.of(P0, 4L), Map.of(P0, new OffsetAndMetadata(2, Optional.of(1), ""))));
            })
        .then(() -> {})
        .then(() -> {})
        .then(() -> truncated.startsOver(P0))
        .produce(P0, 4)
        .end();

    assertThat(truncated.offsets().get(0)).containsExactly(0L, 1L, 2L, 2L, 3L);
    assertThat(ledger().get(0))
        .containsEntry("kind", "beyond_end")
        .containsEntry("first_offset", 3L)
        .containsEntry("next_offset", 2L);
  }

  @Test
  void shouldReadAgainWhatTheBrokerLostBeforeTheTableHadIt() {
    Scenario truncated = scenario().endsAt(P0, 4);

    truncated
        .assign(P0)
        .produce(P0, 4)
        .then(
            () ->
                truncated.consumer.setPollException(
                    new LogTruncationException(
                        Map.of(P0, 4L), Map.of(P0, new OffsetAndMetadata(3, Optional.of(1), "")))))
        .then(() -> {})
        .then(() -> truncated.startsOver(P0))
        .produce(P0, 5)
        .end();

    assertThat(truncated.phase()).isEqualTo(Phase.ENDED);
    assertThat(truncated.offsets().get(0)).isEqualTo(upTo(5));
    assertThat(base.resolve("gaps")).doesNotExist();
  }

  private Scenario scenario() {
    return new Scenario(base).endsAt(P0, 3).endsAt(P1, 3);
  }

  private List<Map<String, @Nullable Object>> ledger() {
    return new KernelReader(base.resolve("gaps")).rows();
  }

  private static double gapsCounted(Scenario scenario, String kind) {
    return scenario.meters.counter("headwater.sink.gaps", "table", "events", "kind", kind).count();
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
