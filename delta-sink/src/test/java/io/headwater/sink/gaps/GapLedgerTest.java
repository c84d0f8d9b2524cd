package io.headwater.sink.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapLedgerTest {

  private static final TopicPartition P0 = new TopicPartition("sensor-events-enriched", 0);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final long LONG_AGO = 0;

  @TempDir private Path base;

  @Test
  void shouldReadBackWhatItRecorded() throws IOException {
    Gap gap = gap(GapKind.RECREATED, 10, 0);

    RecordedGap recorded = ledger("headwater").record(gap, LONG_AGO);

    assertThat(recorded).isEqualTo(new RecordedGap(gap, 1, NOW.toEpochMilli()));
    assertThat(ledger("headwater").of("events")).containsExactly(recorded);
    assertThat(ledger("headwater").of("alerts")).isEmpty();
    assertThat(ledger("another").of("events")).isEmpty();
  }

  @Test
  void shouldRecordAGapOnceHoweverOftenAndByWhomItIsFound() throws Exception {
    Gap gap = gap(GapKind.RETENTION, 10, 15);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<RecordedGap> one = both.submit(() -> ledger("headwater").record(gap, LONG_AGO));
      Future<RecordedGap> two = both.submit(() -> ledger("headwater").record(gap, LONG_AGO));

      assertThat(one.get()).isEqualTo(two.get());
    } finally {
      both.shutdown();
    }
    assertThat(ledger("headwater").of("events")).hasSize(1);
  }

  @Test
  void shouldAnswerWithWhatWasRecordedWhenTheTopicHasChangedSince() throws IOException {
    RecordedGap first = ledger("headwater").record(gap(GapKind.RETENTION, 10, 15), LONG_AGO);

    assertThat(ledger("headwater").record(gap(GapKind.RETENTION, 10, 40), LONG_AGO))
        .isEqualTo(first);
  }

  @Test
  void shouldNumberTheGapsOfAPartition() throws IOException {
    RecordedGap first = ledger("headwater").record(gap(GapKind.RETENTION, 10, 15), LONG_AGO);
    Gap next = new Gap("events", P0, GapKind.RETENTION, 10, 20, first.after(), OptionalLong.of(2));

    assertThat(ledger("headwater").record(next, LONG_AGO).number()).isEqualTo(2);
    assertThat(ledger("headwater").of("events")).hasSize(2);
  }

  @Test
  void shouldSetTheTimeBehindAllRowsThatAreThere() throws IOException {
    // Given: a row that was ingested by a clock that is ahead of ours
    long ahead = NOW.toEpochMilli() + 60_000;

    RecordedGap recorded = ledger("headwater").record(gap(GapKind.RECREATED, 10, 0), ahead);

    assertThat(recorded.detectedAtMillis()).isEqualTo(ahead + 1);
    Lives lives = Lives.of(List.of(recorded), P0.topic());
    assertThat(lives.after(0, 3, ahead * 1_000 + 999)).isEqualTo(1);
    assertThat(lives.after(0, 3, lives.notBefore(0))).isZero();
    assertThat(lives.after(1, 3, 0)).as("another partition").isZero();
  }

  @Test
  void shouldKeepRowsThatTheTopicStillHasWhereOnlyItsEndWasLost() {
    RecordedGap lostEnd = new RecordedGap(gap(GapKind.BEYOND_END, 10, 7), 1, 1_000);

    Lives lives = Lives.of(List.of(lostEnd), P0.topic());

    assertThat(lives.after(0, 6, 5)).isZero();
    assertThat(lives.after(0, 7, 5)).isEqualTo(1);
    assertThat(Lives.of(List.of(lostEnd), "another-topic").isOne()).isTrue();
  }

  @Test
  void shouldFindTheNewestRowByTheFilesStatistics() {
    List<ActiveFile> files = new ArrayList<>();
    files.add(
        file("{\"numRecords\":1,\"maxValues\":{\"ingested_at\":\"2026-01-01T00:00:00.123Z\"}}"));
    files.add(
        file("{\"maxValues\":{\"a\":{\"b\":1},\"ingested_at\":\"2026-01-01T00:00:00.124Z\"}}"));
    files.add(file("{\"numRecords\":1}"));
    files.add(file("no JSON"));

    assertThat(LatestIngestion.of(files)).isEqualTo(NOW.toEpochMilli() + 1);
    assertThat(LatestIngestion.of(List.of())).isNegative();
  }

  private static ActiveFile file(String stats) {
    return new ActiveFile("part-0", Map.of(), 1, 0, stats);
  }

  private GapLedger ledger(String sinkId) {
    return new GapLedger(TableLogs.of(DeltaSettings.at(base.toString()), sinkId), () -> NOW);
  }

  private static Gap gap(GapKind kind, long first, long next) {
    return new Gap(
        "events",
        P0,
        kind,
        first,
        next,
        new Incarnation(OptionalLong.of(1), 0),
        OptionalLong.of(2));
  }
}
