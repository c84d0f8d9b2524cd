package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.first;
import static io.headwater.sink.delta.TestTables.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Unknown;
import io.headwater.sink.delta.log.LogName;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import io.headwater.sink.testkit.KernelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What other writers of the table, and its owner, do between two appends. */
class BatchAppendTest {

  @TempDir private Path base;

  @Test
  void shouldGoOnBehindTheCommitsOfOthers() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog ours = tables.events();
    TableLog others = tables.events("other");
    ours.append(List.of(tables.file(7)), List.of(first(P0, 7)));
    others.append(List.of(tables.file(7)), List.of(first(P0, 7)));
    others.append(List.of(tables.file(2)), List.of(moved(P0, 7, 9)));

    assertThat(ours.append(List.of(tables.file(1)), List.of(moved(P0, 7, 8))))
        .isEqualTo(new Committed(4));
    assertThat(others.committed(List.of(P0)).next(P0)).hasValue(9);
    assertThat(ours.committed(List.of(P0)).next(P0)).hasValue(8);
  }

  @Test
  void shouldGoOnBehindACompaction() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    log.append(List.of(tables.file(3)), List.of(first(P0, 3)));
    log.append(List.of(tables.file(4)), List.of(moved(P0, 3, 7)));
    List<ActiveFile> small = log.snapshot(List.of()).files();
    tables.events().replace(small, List.of(tables.file(7)));

    assertThat(log.append(List.of(tables.file(1)), List.of(moved(P0, 7, 8))))
        .isEqualTo(new Committed(4));
    assertThat(new KernelReader(tables.folder()).snapshot().getVersion()).isEqualTo(4);
    assertThat(log.snapshot(List.of(P0)).files()).hasSize(2);
  }

  @Test
  void shouldNotMoveOnWhenItsTableWasMadeAnew() throws IOException {
    // Given: a table of as many versions as the one that was there
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    log.append(List.of(tables.file(7)), List.of(first(P0, 7)));
    FileSystemUtils.deleteRecursively(tables.folder());
    tables.events("other").append(List.of(tables.file(123)), List.of(first(P0, 123)));

    CommitOutcome outcome = log.append(List.of(tables.file(1)), List.of(moved(P0, 7, 8)));

    assertThat(outcome).isInstanceOf(CommitOutcome.Conflict.class);
    assertThat(log.committed(List.of(P0)).next(P0)).isEmpty();
    assertThat(tables.events("other").snapshot(List.of()).files()).hasSize(1);
  }

  @Test
  void shouldStopAtATableThatItsOwnerMadeUnfit() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    log.append(List.of(tables.file(7)), List.of(first(P0, 7)));
    Files.writeString(
        tables.folder().resolve("_delta_log/00000000000000000002.json"),
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":5}}");

    assertThatThrownBy(() -> log.append(List.of(tables.file(1)), List.of(moved(P0, 7, 8))))
        .isInstanceOf(IncompatibleTable.class)
        .hasMessageContaining("features of Delta that Headwater cannot write");
  }

  @Test
  void shouldFindTheBatchWhenStorageIsBack() throws IOException {
    // Given: a commit that landed, and nobody could tell
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    List<DataFile> files = List.of(tables.file(7));
    tables.next(Fault.LANDED_AND_FOR_GOOD);
    assertThat(log.append(files, List.of(first(P0, 7)))).isInstanceOf(Unknown.class);
    tables.mend();
    // and meanwhile another sink's, and a compaction that took the file out again
    tables.events("other").append(List.of(tables.file(2)), List.of(first(P0, 2)));
    TableLog other = tables.events();
    other.replace(other.snapshot(List.of()).files(), List.of(tables.file(9)));

    assertThat(log.append(files, List.of(first(P0, 7)))).isEqualTo(new AlreadyApplied(1));
    assertThat(tables.folder(files.get(0))).exists();
    assertThat(log.committed(List.of(P0)).next(P0)).hasValue(7);
  }

  @Test
  void shouldNotDeleteFilesThatLandedWithoutAnybodyKnowing() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    List<DataFile> files = List.of(tables.file(7));
    tables.next(Fault.LANDED_AND_FOR_GOOD);
    assertThat(log.append(files, List.of(first(P0, 7)))).isInstanceOf(Unknown.class);
    tables.mend();

    // When: the partition went to another sink, which is asked for where it stands
    assertThat(log.committed(List.of(P0)).next(P0)).hasValue(7);
    log.discard(files);

    assertThat(tables.folder(files.get(0))).exists();
  }

  @Test
  void shouldTakeALogThatBreaksOffForAFailureOfStorage() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    log.append(List.of(tables.file(7)), List.of(first(P0, 7)));
    tables.events("other").append(List.of(tables.file(1)), List.of(first(P0, 1)));
    DataFile file = tables.file(1);

    tables.tearNextRead();
    assertThatThrownBy(() -> log.append(List.of(file), List.of(moved(P0, 7, 8))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503 Server busy");
    tables.tearNextRead();
    assertThatThrownBy(() -> log.committed(List.of(P0))).isInstanceOf(IOException.class);

    assertThat(log.append(List.of(file), List.of(moved(P0, 7, 8)))).isEqualTo(new Committed(3));
  }

  @Test
  void shouldNotBelieveACommitBelowWhichTheLogWasCleanedUp() throws IOException {
    // Given: a process that sleeps between its look at the table and its commit
    TestTables tables = new TestTables(base);
    EntryStore entries = entries(tables);
    tables.events().append(List.of(tables.file(7)), List.of(first(P0, 7)));
    EntryStore.Mark known = entries.mark(1).orElseThrow();
    // and a clean-up behind others' commits that takes the version it is about to make
    Path log = tables.folder().resolve("_delta_log");
    Files.delete(log.resolve(LogName.entry(0)));
    Files.delete(log.resolve(LogName.entry(1)));

    assertThatThrownBy(() -> entries.publish(2, known, List.of("{\"commitInfo\":{}}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("while this process stood still");
    assertThat(log.resolve(LogName.entry(2))).doesNotExist();
  }

  private static EntryStore entries(TestTables tables) {
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
    return new EntryStore(
        new LinkLogStore(hadoop), new org.apache.hadoop.fs.Path(tables.folder().toUri()), hadoop);
  }

  @Test
  void shouldWriteEntriesThatReadersUnderstand() throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    log.append(List.of(tables.file(7)), List.of(first(P0, 7)));

    String entry =
        Files.readString(tables.folder().resolve("_delta_log/00000000000000000001.json"));

    assertThat(entry.lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("{\"commitInfo\":{\"timestamp\":"))
        .anyMatch(line -> line.contains("\"operationParameters\":{\"outputMode\":\"Append\"}"))
        .anyMatch(line -> line.contains("\"stats\":\"{\\\"numRecords\\\":7}\""));
    assertThat(
            new KernelReader(tables.folder())
                .transactionVersion(SinkTransactionId.of("headwater", P0).appId()))
        .hasValue(7);
  }
}
