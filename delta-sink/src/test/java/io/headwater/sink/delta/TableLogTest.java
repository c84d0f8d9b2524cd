package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.EVENTS;
import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.P1;
import static io.headwater.sink.delta.TestTables.first;
import static io.headwater.sink.delta.TestTables.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Conflict;
import io.headwater.sink.delta.CommitOutcome.Unknown;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import io.headwater.sink.testkit.FullDisk;
import io.headwater.sink.testkit.KernelReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableLogTest {

  @TempDir private Path base;

  @Test
  void shouldCreateAMissingTable() throws IOException {
    TestTables tables = new TestTables(base);

    TableLog log = tables.events();

    assertThat(log.snapshot(List.of(P0)))
        .isEqualTo(new TableSnapshot(List.of(), new CommittedOffsets(0, Map.of())));
    assertThat(firstEntry(tables))
        .contains("\"name\":\"events\"", "\"partitionColumns\":[\"event_date\"]")
        .contains("\\\"comment\\\":\\\"the sensor\\\"")
        .contains("\"delta.logRetentionDuration\":\"interval 86400 seconds\"")
        .contains("\"delta.checkpointInterval\":\"20\"");
  }

  @Test
  void shouldFindNoTableToReadWhereNoneIs() throws IOException {
    assertThat(new TestTables(base).of("headwater").existing(EVENTS)).isEmpty();
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void shouldCommitFilesTogetherWithTheirOffsets() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    DataFile file = tables.file(10);

    CommitOutcome outcome = log.append(List.of(file), List.of(first(P0, 7), first(P1, 3)));

    assertThat(outcome).isEqualTo(new Committed(1));
    TableSnapshot read =
        tables.of("headwater").existing(EVENTS).orElseThrow().snapshot(List.of(P0, P1));
    assertThat(read.offsets()).isEqualTo(new CommittedOffsets(1, Map.of(P0, 7L, P1, 3L)));
    assertThat(read.files())
        .containsExactly(
            new ActiveFile(
                file.relativePath(),
                Map.of("event_date", "2024-05-01"),
                4,
                1_700_000_000_000L,
                "{\"numRecords\":10}"));
  }

  @Test
  void shouldMoveOffsetsWithoutAnyFile() throws IOException {
    TableLog log = new TestTables(base).events();

    assertThat(log.append(List.of(), List.of(first(P0, 7)))).isEqualTo(new Committed(1));
    assertThat(log.committed(List.of(P0, P1)).next(P0)).hasValue(7);
    assertThat(log.committed(List.of(P0, P1)).next(P1)).isEmpty();
  }

  @Test
  void shouldRefuseAZombieWithTheSameOffsets() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog alive = tables.events();
    TableLog zombie = tables.events();
    DataFile kept = tables.file(10);
    DataFile refused = tables.file(10);
    alive.append(List.of(kept), List.of(first(P0, 7), first(P1, 3)));

    CommitOutcome outcome = zombie.append(List.of(refused), List.of(first(P1, 3), first(P0, 7)));

    assertThat(outcome).isEqualTo(new Conflict(P1, OptionalLong.empty(), OptionalLong.of(3)));
    assertThat(((Conflict) outcome).message())
        .isEqualTo(
            "sensor-events-enriched-1: this batch began at offset none, but the table says 3:"
                + " another sink with the same id wrote it");
    assertThat(alive.snapshot(List.of()).files())
        .extracting(ActiveFile::path)
        .containsExactly(kept.relativePath());
    assertThat(tables.folder(kept)).exists();
    assertThat(tables.folder(refused)).doesNotExist();
  }

  @Test
  void shouldRefuseAZombieThatIsBehind() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    log.append(List.of(tables.file(7)), List.of(first(P0, 7)));
    log.append(List.of(tables.file(2)), List.of(moved(P0, 7, 9)));

    assertThat(log.append(List.of(tables.file(5)), List.of(moved(P0, 7, 12))))
        .isEqualTo(new Conflict(P0, OptionalLong.of(7), OptionalLong.of(9)));
    assertThat(log.snapshot(List.of()).files()).hasSize(2);
  }

  @Test
  void shouldLetExactlyOneOfManyZombiesWinEachRound() throws Exception {
    TestTables tables = new TestTables(base);
    List<TableLog> sinks = new ArrayList<>();
    for (int sink = 0; sink < 4; sink++) {
      sinks.add(tables.events());
    }
    OptionalLong begin = OptionalLong.empty();
    for (int round = 1; round <= 12; round++) {
      // Given: all believe the same, and commit at the same moment
      OffsetAdvance advance = new OffsetAdvance(P0, begin, round * 10L);
      List<CommitOutcome> outcomes =
          sinks.parallelStream()
              .map(sink -> appendUnchecked(sink, tables.file(10), advance))
              .toList();

      assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Conflict.class::isInstance).hasSize(3);
      begin = OptionalLong.of(advance.next());
    }
    assertThat(tables.events().snapshot(List.of(P0)).files()).hasSize(12);
  }

  @Test
  void shouldLetSinksOfDifferentIdsWriteIndependently() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog one = tables.events("one");
    TableLog other = tables.events("other");

    assertThat(one.append(List.of(tables.file(7)), List.of(first(P0, 7))))
        .isInstanceOf(Committed.class);
    assertThat(other.append(List.of(tables.file(7)), List.of(first(P0, 7))))
        .isInstanceOf(Committed.class);

    assertThat(one.snapshot(List.of(P0)).files()).hasSize(2);
  }

  @Test
  void shouldRecogniseABatchThatLandedBefore() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    List<DataFile> files = List.of(tables.file(7));
    log.append(files, List.of(first(P0, 7)));
    log.append(List.of(tables.file(1)), List.of(moved(P0, 7, 8)));

    assertThat(tables.events().append(files, List.of(first(P0, 7))))
        .isEqualTo(new AlreadyApplied(2));
    assertThat(log.snapshot(List.of()).files()).hasSize(2);
    assertThat(tables.folder(files.get(0))).exists();
  }

  @ParameterizedTest
  @EnumSource(names = "AFTER_.*", mode = EnumSource.Mode.MATCH_ANY)
  void shouldFindThatACommitLandedAlthoughItFailedBehindThat(Fault fault) throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    DataFile file = tables.file(7);
    tables.next(fault);

    CommitOutcome outcome = log.append(List.of(file), List.of(first(P0, 7)));

    assertThat(outcome).isEqualTo(new AlreadyApplied(1));
    assertThat(tables.folder(file)).exists();
    assertThat(log.append(List.of(tables.file(1)), List.of(moved(P0, 7, 8))))
        .isEqualTo(new Committed(2));
  }

  @Test
  void shouldFindThatAMoveOfOffsetsLandedAlthoughItFailedBehindThat() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    tables.next(Fault.AFTER_IT_LANDED);

    assertThat(log.append(List.of(), List.of(first(P0, 7)))).isEqualTo(new AlreadyApplied(1));
  }

  @Test
  void shouldKeepTheFilesOfACommitThatFailedUntilTheyAreDiscarded() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    List<DataFile> files = List.of(tables.file(7));
    tables.next(Fault.BEFORE_IT_LANDS);

    assertThatThrownBy(() -> log.append(files, List.of(first(P0, 7))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    assertThat(tables.folder(files.get(0))).exists();

    log.discard(files);
    assertThat(tables.folder(files.get(0))).doesNotExist();
  }

  @Test
  void shouldKeepTheFilesOfACommitInDoubtForGood() throws IOException {
    // Given: storage went away in the middle, so nobody knows whether the commit landed
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    List<DataFile> files = List.of(tables.file(7));
    tables.next(Fault.FOR_GOOD);

    CommitOutcome outcome = log.append(files, List.of(first(P0, 7)));
    log.discard(files);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Unknown.class,
            unknown -> assertThat(unknown.failure()).hasMessageContaining("Connection refused"));
    assertThat(tables.folder(files.get(0))).exists();
  }

  @Test
  void shouldKeepTheFilesOfACommitThatLandedWithoutAnybodyKnowing() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    List<DataFile> files = List.of(tables.file(7));
    tables.next(Fault.LANDED_AND_OUT_OF_MEMORY);

    assertThatThrownBy(() -> log.append(files, List.of(first(P0, 7))))
        .isInstanceOf(OutOfMemoryError.class);
    log.discard(files);

    assertThat(tables.events().snapshot(List.of(P0)).files()).hasSize(1);
    assertThat(tables.folder(files.get(0))).exists();
  }

  @Test
  void shouldCommitTheSameFilesOnceStorageIsBack() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    List<DataFile> files = List.of(tables.file(7));
    Path logFolder = tables.folder().resolve("_delta_log");
    Path away = tables.folder().resolve("away");
    Files.move(logFolder, away);

    assertThatThrownBy(() -> log.append(files, List.of(first(P0, 7))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("events");
    Files.move(away, logFolder);

    assertThat(log.append(files, List.of(first(P0, 7)))).isEqualTo(new Committed(1));
  }

  @Test
  void shouldReadATableWhoseLogHasCheckpoints() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    for (int next = 1; next <= 25; next++) {
      log.append(
          List.of(tables.file(1)), List.of(next == 1 ? first(P0, 1) : moved(P0, next - 1, next)));
    }

    TableSnapshot read = tables.events().snapshot(List.of(P0));

    assertThat(read.files())
        .hasSize(25)
        .allSatisfy(f -> assertThat(f.stats()).isEqualTo("{\"numRecords\":1}"));
    assertThat(read.offsets().next(P0)).hasValue(25);
    try (Stream<Path> entries = Files.list(tables.folder().resolve("_delta_log"))) {
      assertThat(entries.map(p -> p.getFileName().toString()))
          .contains("00000000000000000020.checkpoint.parquet", "_last_checkpoint")
          .noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  @Test
  void shouldStayReadableWhenACheckpointIsWrittenOnlyInPart() throws IOException {
    // Given: the disk is full, or the process is killed, in the middle of the tenth entry's
    TestTables tables = new TestTables(base);
    TableLog log =
        TableLogs.of(DeltaSettings.at(base.toString(), FullDisk.hadoop()), "headwater")
            .open(EVENTS);
    for (int next = 1; next <= 12; next++) {
      log.append(
          List.of(tables.file(1)), List.of(next == 1 ? first(P0, 1) : moved(P0, next - 1, next)));
    }

    assertThat(tables.events().committed(List.of(P0)).next(P0)).hasValue(12);
    assertThat(new KernelReader(tables.folder()).transactionVersion(appId(P0))).hasValue(12);
    try (Stream<Path> entries = Files.list(tables.folder().resolve("_delta_log"))) {
      assertThat(entries.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.endsWith("0.checkpoint.parquet"));
    }
  }

  private static String appId(TopicPartition partition) {
    return SinkTransactionId.of("headwater", partition).appId();
  }

  private static String firstEntry(TestTables tables) throws IOException {
    return Files.readString(tables.folder().resolve("_delta_log/00000000000000000000.json"));
  }

  private static CommitOutcome appendUnchecked(TableLog log, DataFile file, OffsetAdvance advance) {
    try {
      return log.append(List.of(file), List.of(advance));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
