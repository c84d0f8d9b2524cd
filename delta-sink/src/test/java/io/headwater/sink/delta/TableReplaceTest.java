package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.first;
import static io.headwater.sink.delta.TestTables.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.ReplaceOutcome.Outdated;
import io.headwater.sink.delta.ReplaceOutcome.Replaced;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableReplaceTest {

  private static final int FILES = 4;

  @TempDir private Path base;
  private TestTables tables;
  private TableLog log;

  @BeforeEach
  void aTableOfFourSmallFiles() throws IOException {
    tables = new TestTables(base);
    log = tables.events();
    for (int next = 1; next <= FILES; next++) {
      log.append(
          List.of(tables.file(1)), List.of(next == 1 ? first(P0, 1) : moved(P0, next - 1, next)));
    }
  }

  @Test
  void shouldHoldTheNewFileInPlaceOfTheOldOnes() throws IOException {
    DataFile compacted = tables.file(FILES);

    ReplaceOutcome outcome = log.replace(active(), List.of(compacted));

    assertThat(outcome).isEqualTo(new Replaced(FILES + 1));
    assertThat(paths(tables.events())).containsExactly(compacted.relativePath());
    assertThat(tables.events().committed(List.of(P0)).next(P0)).hasValue(FILES);
    assertThat(entry(FILES + 1))
        .contains("\"remove\":{", "\"add\":{", "\"dataChange\":false", "OPTIMIZE")
        .contains("\"numRemovedFiles\":\"4\"", "\"numAddedFiles\":\"1\"")
        .doesNotContain("\"dataChange\":true");
  }

  @Test
  void shouldLeaveAnAppendThatCameInBetweenAlone() throws IOException {
    List<ActiveFile> before = active();
    DataFile appended = tables.file(9);
    DataFile compacted = tables.file(FILES);
    tables.events().append(List.of(appended), List.of(moved(P0, FILES, 13)));

    assertThat(log.replace(before, List.of(compacted))).isEqualTo(new Replaced(FILES + 2));

    assertThat(paths(log))
        .containsExactlyInAnyOrder(appended.relativePath(), compacted.relativePath());
    assertThat(log.committed(List.of(P0)).next(P0)).hasValue(13);
  }

  @Test
  void shouldRefuseAFileThatAnotherCompactionRemovedAndDeleteWhatItWrote() throws IOException {
    List<ActiveFile> both = active();
    DataFile winner = tables.file(2);
    DataFile loser = tables.file(FILES);
    tables.events().replace(both.subList(0, 2), List.of(winner));

    ReplaceOutcome outcome = log.replace(both, List.of(loser));

    assertThat(outcome).isInstanceOf(Outdated.class);
    assertThat(both.subList(0, 2))
        .extracting(ActiveFile::path)
        .contains(((Outdated) outcome).path());
    assertThat(paths(log)).hasSize(3).contains(winner.relativePath());
    assertThat(tables.folder(loser)).doesNotExist();
    assertThat(tables.folder(winner)).exists();
  }

  @Test
  void shouldLetOneOfManyCompactionsWinWhileAppendsAllGetThrough() throws IOException {
    List<ActiveFile> files = active();
    List<TableLog> logs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      logs.add(tables.events("sink-" + i));
    }

    // When: three compact the same files while three append, all at the same moment
    List<Object> outcomes =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? (Object) replaceUnchecked(logs.get(i), files)
                        : appendUnchecked(logs.get(i)))
            .toList();

    assertThat(outcomes).filteredOn(Replaced.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Outdated.class::isInstance).hasSize(2);
    assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(3);
    assertThat(tables.events().snapshot(List.of()).files())
        .extracting(file -> file.rows().orElseThrow())
        .containsExactlyInAnyOrder((long) FILES, 7L, 7L, 7L);
  }

  @ParameterizedTest
  @EnumSource(names = "AFTER_.*", mode = EnumSource.Mode.MATCH_ANY)
  void shouldFindThatItLandedAlthoughItFailedBehindThat(Fault fault) throws IOException {
    DataFile compacted = tables.file(FILES);
    tables.next(fault);

    assertThat(log.replace(active(), List.of(compacted))).isEqualTo(new Replaced(FILES + 1));
    assertThat(tables.folder(compacted)).exists();
  }

  @Test
  void shouldKeepAFileThatLandedThoughItsOwnEntryWasInItsWay() throws IOException {
    // Given: an answer that is lost, a request sent again that finds the name taken, and storage
    // that fails when that is looked into
    DataFile compacted = tables.file(FILES);
    List<ActiveFile> files = active();
    tables.next(Fault.LANDED_AND_WAS_SENT_AGAIN);

    try {
      log.replace(files, List.of(compacted));
    } catch (IOException e) {
      log.discard(List.of(compacted)); // as a compaction does
    }

    assertThat(paths(tables.events())).containsExactly(compacted.relativePath());
    assertThat(tables.folder(compacted)).exists();
  }

  @Test
  void shouldRecogniseThatItLandedBefore() throws IOException {
    List<ActiveFile> files = active();
    List<DataFile> compacted = List.of(tables.file(FILES));
    log.replace(files, compacted);

    assertThat(tables.events().replace(files, compacted)).isEqualTo(new Replaced(FILES + 1));
    assertThat(tables.folder(compacted.get(0))).exists();
  }

  @Test
  void shouldKeepTheNewFilesAfterAFailureUntilTheyAreDiscarded() throws IOException {
    List<DataFile> compacted = List.of(tables.file(FILES));
    List<ActiveFile> files = active();
    tables.next(Fault.BEFORE_IT_LANDS);

    assertThatThrownBy(() -> log.replace(files, compacted)).isInstanceOf(IOException.class);
    assertThat(tables.folder(compacted.get(0))).exists();
    assertThat(paths(tables.events())).hasSize(FILES);

    log.discard(compacted);
    assertThat(tables.folder(compacted.get(0))).doesNotExist();
  }

  @Test
  void shouldKeepTheNewFilesForGoodWhileTheirCommitIsInDoubt() throws IOException {
    List<DataFile> compacted = List.of(tables.file(FILES));
    List<ActiveFile> files = active();
    tables.next(Fault.FOR_GOOD);

    assertThatThrownBy(() -> log.replace(files, compacted)).isInstanceOf(IOException.class);
    log.discard(compacted);

    assertThat(tables.folder(compacted.get(0))).exists();
  }

  @Test
  void shouldRefuseToLoseOrInventRows() {
    assertThatThrownBy(() -> log.replace(active(), List.of(tables.file(FILES - 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 files with 4 rows cannot be replaced by 1 files with 3 rows");
    assertThatThrownBy(() -> log.replace(active(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<ActiveFile> active() throws IOException {
    return log.snapshot(List.of()).files();
  }

  private static List<String> paths(TableLog of) throws IOException {
    return of.snapshot(List.of()).files().stream().map(ActiveFile::path).toList();
  }

  private String entry(int version) throws IOException {
    return Files.readString(
        tables.folder().resolve("_delta_log").resolve("%020d.json".formatted(version)));
  }

  private ReplaceOutcome replaceUnchecked(TableLog by, List<ActiveFile> files) {
    try {
      return by.replace(files, List.of(tables.file(FILES)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommitOutcome appendUnchecked(TableLog by) {
    try {
      return by.append(List.of(tables.file(7)), List.of(first(P0, 7)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
