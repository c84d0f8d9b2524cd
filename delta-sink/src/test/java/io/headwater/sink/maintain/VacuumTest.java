package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.maintain.VacuumRequest.Guard;
import io.headwater.sink.maintain.VacuumRequest.Mode;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vacuum of real tables. */
class VacuumTest {

  private static final Duration EIGHT_DAYS = Duration.ofDays(8);
  private static final VacuumRequest DELETE =
      new VacuumRequest(VacuumRequest.SAFE_RETENTION, Mode.DELETE, Guard.SAFE);
  private static final VacuumRequest FORCED =
      new VacuumRequest(Duration.ZERO, Mode.DELETE, Guard.FORCED);
  private static final String DATE = "2024-05-01";
  private static final long COMPACTED = 4;
  private static final long NEWEST = 9;

  @TempDir private Path base;
  private KeptTable table;
  private Set<String> replaced;

  /** Versions 1 to 3 add a file each, 4 makes them one, 5 to 9 add more; checkpoints at 4 and 8. */
  @BeforeEach
  void aCompactedTable() throws IOException {
    table = new KeptTable(base, 4);
    replaced = new TreeSet<>();
    while (table.version() < COMPACTED - 1) {
      replaced.add(table.append(DATE));
    }
    table.compact(DATE);
    while (table.version() < NEWEST) {
      table.append(DATE);
    }
    for (String file : table.dataFiles()) {
      KeptTable.age(table.folder().resolve(file), EIGHT_DAYS);
    }
  }

  @Test
  void shouldSweepOrphansAndNothingElse() throws IOException {
    // Given: commits that failed left files behind, one of them just now
    Set<String> referenced = table.dataFiles();
    Path old = orphan(EIGHT_DAYS);
    Path young = orphan(Duration.ofDays(6));

    Vacuum.Report report = vacuum().run(DELETE, Cancellation.never());

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(report.doomed()).extracting(StoredFile::path).containsExactly(relative(old));
    assertThat(report.young()).extracting(StoredFile::path).containsExactly(relative(young));
    assertThat(table.dataFiles()).containsAll(referenced);
  }

  @Test
  void shouldKeepWhatAVersionNeedsThatCanStillBeRead() throws IOException {
    // When: even if forced with no retention at all
    vacuum().run(FORCED, Cancellation.never());

    // Then: time travel before the compaction finds its files
    assertThat(table.dataFiles()).containsAll(table.kernelFiles(3)).containsAll(replaced);
  }

  @Test
  void shouldDeleteWhatCompactionReplacedOnceNoVersionHasIt() throws IOException {
    // Given: the log begins with the checkpoint of version 4, at which the files were replaced
    table.age(7, Duration.ofDays(2));
    new LogCleanup(table.root(), table.hadoop(), InstantSource.system()).run(Cancellation.never());

    // Then: a reader that began before may still be at work, so they stay for the retention
    assertThat(vacuum().run(DELETE, Cancellation.never()).young())
        .extracting(StoredFile::path)
        .containsExactlyInAnyOrderElementsOf(replaced);
    assertThat(table.dataFiles()).containsAll(replaced);

    // and go when somebody answers for it
    vacuum().run(FORCED, Cancellation.never());
    assertThat(table.dataFiles()).doesNotContainAnyElementsOf(replaced);
    for (long version = COMPACTED; version <= NEWEST; version++) {
      assertThat(table.dataFiles()).containsAll(table.kernelFiles(version));
    }
  }

  @Test
  void shouldOnlyTellInADryRun() throws IOException {
    Path old = orphan(EIGHT_DAYS);
    Set<String> log = table.logNames();

    Vacuum.Report report =
        vacuum()
            .run(
                new VacuumRequest(VacuumRequest.SAFE_RETENTION, Mode.DRY_RUN, Guard.SAFE),
                Cancellation.never());

    assertThat(report.doomed()).hasSize(1);
    assertThat(report.bytes()).isEqualTo(4);
    assertThat(old).exists();
    assertThat(table.logNames()).isEqualTo(log);
  }

  @Test
  void shouldNotTakeAYoungFileForAnOldOneBecauseItsOwnClockRunsAhead() throws IOException {
    Path underWay = orphan(Duration.ofMinutes(1));
    InstantSource ahead = InstantSource.fixed(Instant.now().plus(Duration.ofDays(400)));

    new Vacuum(table.root(), table.hadoop(), ahead).run(DELETE, Cancellation.never());

    assertThat(underWay).exists();
  }

  @Test
  void shouldKeepAnOldFileThatIsCommittedMeanwhile() throws IOException {
    int calls = count(vacuum());
    for (int moment = 0; moment < calls; moment++) {
      // Given: a file that waited long for its commit, and gets it at some moment of the vacuum
      DataFile file = table.write(DATE, 1);
      Path path = table.folder().resolve(file.relativePath());
      KeptTable.age(path, EIGHT_DAYS);
      int[] left = {moment};

      vacuum()
          .run(
              DELETE,
              () -> {
                if (left[0]-- == 0) {
                  commit(file);
                }
              });

      assertThat(path).as("committed at moment %d of %d", moment, calls).exists();
    }
  }

  @Test
  void shouldLeaveAloneWhatIsNoDataFile() throws IOException {
    Path note = Files.writeString(table.folder().resolve("README.txt"), "keep out");
    Path hidden = Files.createDirectories(table.folder().resolve("_tmp")).resolve("a.parquet");
    Files.writeString(hidden, "mine");
    KeptTable.age(note, EIGHT_DAYS);
    KeptTable.age(hidden, EIGHT_DAYS);

    vacuum().run(DELETE, Cancellation.never());

    assertThat(note).exists();
    assertThat(hidden).exists();
  }

  @Test
  void shouldDeletePartitionFoldersThatHoldNothing() throws IOException {
    Path empty = Files.createDirectories(table.folder().resolve("event_date=2023-01-01"));
    KeptTable.age(empty, EIGHT_DAYS);
    Path fresh = Files.createDirectories(table.folder().resolve("event_date=2024-06-01"));

    vacuum().run(DELETE, Cancellation.never());

    assertThat(empty).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void shouldDeleteNothingOfATableThatCannotBeRead() throws IOException {
    Path old = orphan(EIGHT_DAYS);
    Files.delete(table.log().resolve("%020d.json".formatted(NEWEST)));
    Files.writeString(table.log().resolve("%020d.json".formatted(NEWEST)), "{\"add\":");

    assertThatThrownBy(() -> vacuum().run(DELETE, Cancellation.never()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("%020d.json: is no entry of a Delta log".formatted(NEWEST));
    assertThat(old).exists();
  }

  @Test
  void shouldRefuseAShortRetentionThatNobodyAnswersFor() {
    assertThatThrownBy(() -> new VacuumRequest(Duration.ofDays(6), Mode.DELETE, Guard.SAFE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shorter than 7 days");
  }

  private Vacuum vacuum() throws IOException {
    return new Vacuum(table.root(), table.hadoop(), InstantSource.system());
  }

  private Path orphan(Duration age) throws IOException {
    Path path = table.folder().resolve(table.write(DATE, 1).relativePath());
    KeptTable.age(path, age);
    return path;
  }

  private void commit(DataFile file) {
    try {
      table.commit(List.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often a vacuum with something to delete asks whether to go on. */
  private int count(Vacuum vacuum) throws IOException {
    orphan(EIGHT_DAYS);
    int[] calls = {0};
    vacuum.run(DELETE, () -> calls[0]++);
    return calls[0];
  }

  private String relative(Path path) {
    return table.folder().relativize(path).toString();
  }
}
