package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log clean-up of real tables, read by Delta Kernel and Delta Standalone. */
class LogCleanupTest {

  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final long NEWEST = 18;
  private static final String DATE = "2024-05-01";

  @TempDir private static Path template;

  @TempDir private Path base;
  private KeptTable table;

  /** Versions 0 to 18: one file a version, all in one at version 7, checkpoints at 4, 8, 12, 16. */
  @BeforeAll
  static void aTableWithEighteenVersions() throws IOException {
    KeptTable made = new KeptTable(template, 4);
    while (made.version() < 6) {
      made.append(DATE);
    }
    made.compact(DATE);
    while (made.version() < NEWEST) {
      made.append(DATE);
    }
  }

  @BeforeEach
  void aCopyForEachTest() throws IOException {
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.toList()) {
        Path copy = base.resolve(template.relativize(file).toString());
        if (!Files.isDirectory(copy)) {
          Files.copy(file, copy);
        }
      }
    }
    table = new KeptTable(base, 4);
  }

  @Test
  void shouldKeepWhatIsNeededForEveryVersionYoungerThanTheRetention() throws IOException {
    // Given: versions up to 10 are older than the table's retention of a day
    table.age(10, TWO_DAYS);
    List<Set<String>> before = files(8, NEWEST);

    LogCleanup.Report report = cleanup().run(Cancellation.never());

    // Then: 10 was valid when the retention began, and is read from the checkpoint of 8
    assertThat(report.keptFrom()).isEqualTo(OptionalLong.of(8));
    assertThat(table.logNames()).contains(entry(8), entry(NEWEST)).doesNotContain(entry(7));
    assertThat(table.logNames().stream().filter(name -> name.contains("checkpoint.parquet")))
        .allMatch(name -> version(name) >= 8);
    assertThat(files(8, NEWEST)).isEqualTo(before);
    for (long version = 8; version <= NEWEST; version++) {
      assertThat(table.standaloneFiles(version)).isEqualTo(table.kernelFiles(version));
    }
  }

  @Test
  void shouldDeleteNothingOfAYoungTable() throws IOException {
    Set<String> before = table.logNames();

    assertThat(cleanup().run(Cancellation.never()).files()).isZero();

    assertThat(table.logNames()).isEqualTo(before);
  }

  @Test
  void shouldLeaveTheTableReadableWhereverItIsKilled() throws IOException {
    table.age(14, TWO_DAYS);
    List<Set<String>> all = files(0, NEWEST);

    int kills = 0;
    for (boolean finished = false; !finished; ) {
      // When it gets one file further than it got before
      finished = killedAfter(1);
      kills++;

      // Then every version within the retention reads as before
      assertThat(files(12, NEWEST)).isEqualTo(all.subList(12, (int) NEWEST + 1));
      // And an older one reads as before or not at all
      for (int version = 0; version < 12; version++) {
        assertRightOrRefused(version, all.get(version));
      }
    }
    assertThat(kills).isGreaterThan(12);
    assertThat(table.logNames()).doesNotContain(entry(11));
  }

  @Test
  void shouldRespectATableThatKeepsItsLog() throws IOException {
    // Given: its owner wants to keep all versions
    addToLog(
        NEWEST + 1,
        "{\"metaData\":{\"id\":\"1\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\"{}\",\"partitionColumns\":[],"
            + "\"configuration\":{\"delta.enableExpiredLogCleanup\":\"false\"}}}");
    table.age(NEWEST + 1, TWO_DAYS);

    assertThat(cleanup().run(Cancellation.never()).files()).isZero();
    assertThat(table.logNames()).contains(entry(0));
  }

  @Test
  void shouldDeleteNothingWhenAVersionIsMissing() throws IOException {
    table.age(14, TWO_DAYS);
    Files.delete(table.log().resolve(entry(17)));

    assertThatThrownBy(() -> cleanup().run(Cancellation.never()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no entry of version 17");
    assertThat(table.logNames()).contains(entry(0));
  }

  @Test
  void shouldDeleteNothingForACheckpointThatIsDamaged() throws IOException {
    table.age(14, TWO_DAYS);
    Path checkpoint = table.log().resolve(entry(12).replace("json", "checkpoint.parquet"));
    Files.write(checkpoint, new byte[] {'P', 'A', 'R', '1'});
    KeptTable.age(checkpoint, TWO_DAYS);

    assertThatThrownBy(() -> cleanup().run(Cancellation.never()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no checkpoint of a Delta log");
    assertThat(table.logNames()).contains(entry(0));
  }

  @Test
  void shouldSweepDraftsThatACrashLeftBehind() throws IOException {
    Path old = Files.writeString(table.log().resolve("." + entry(7) + ".0815.tmp"), "{");
    Path young = Files.writeString(table.log().resolve("." + entry(NEWEST + 1) + ".0816.tmp"), "{");
    KeptTable.age(old, TWO_DAYS);

    cleanup().run(Cancellation.never());

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  private LogCleanup cleanup() throws IOException {
    return new LogCleanup(table.root(), table.hadoop(), InstantSource.system());
  }

  /** Whether it came to its end. */
  private boolean killedAfter(int files) throws IOException {
    int[] left = {files};
    try {
      cleanup()
          .run(
              () -> {
                if (left[0]-- == 0) {
                  throw new CancellationException();
                }
              });
      return true;
    } catch (CancellationException killed) {
      return false;
    }
  }

  private void assertRightOrRefused(int version, Set<String> expected) {
    Set<String> found;
    try {
      found = table.kernelFiles(version);
    } catch (Exception refused) {
      return;
    }
    assertThat(found).isEqualTo(expected);
  }

  private List<Set<String>> files(long from, long to) throws IOException {
    List<Set<String>> files = new ArrayList<>();
    for (long version = from; version <= to; version++) {
      files.add(table.kernelFiles(version));
    }
    return files;
  }

  private void addToLog(long version, String action) throws IOException {
    Files.writeString(table.log().resolve(entry(version)), action + "\n");
  }

  private static String entry(long version) {
    return "%020d.json".formatted(version);
  }

  private static long version(String name) {
    return Long.parseLong(name.replaceFirst("^\\.", "").substring(0, 20));
  }
}
