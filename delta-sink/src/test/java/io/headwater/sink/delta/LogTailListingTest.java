package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.first;
import static io.headwater.sink.delta.TestTables.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.DeltaLog;
import io.headwater.sink.config.DeltaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailListingTest {

  @TempDir private Path base;
  private final Configuration hadoop = new Configuration();

  @Test
  void shouldNameACheckpointAndWhatIsBehindIt() throws IOException {
    TestTables tables = tableOfVersions(43);

    assertThat(names(LogTailListing.from(prefix(tables, 40), hadoop)))
        .containsExactly(
            "00000000000000000040.checkpoint.parquet",
            "00000000000000000040.json",
            "00000000000000000041.json",
            "00000000000000000042.json",
            "00000000000000000043.json");
  }

  @Test
  void shouldDoWithoutTheEntryOfTheCheckpointItself() throws IOException {
    TestTables tables = tableOfVersions(21);
    Files.delete(entry(tables, 20));

    assertThat(names(LogTailListing.from(prefix(tables, 20), hadoop)))
        .containsExactly("00000000000000000020.checkpoint.parquet", "00000000000000000021.json");
  }

  @Test
  void shouldLeaveItToAListingWhereNoCheckpointIs() throws IOException {
    TestTables tables = tableOfVersions(21);

    assertThat(LogTailListing.from(prefix(tables, 19), hadoop)).isEmpty();
    assertThat(LogTailListing.from(prefix(tables, 0), hadoop)).isEmpty();
    assertThat(LogTailListing.from(new org.apache.hadoop.fs.Path("/x/_last_checkpoint"), hadoop))
        .isEmpty();
  }

  @Test
  void shouldLeaveItToAListingWhenMuchIsBehindTheCheckpoint() throws IOException {
    TestTables tables = tableOfVersions(20);
    for (int version = 21; version <= 20 + 128; version++) {
      Files.writeString(entry(tables, version), "{}");
    }

    assertThat(LogTailListing.from(prefix(tables, 20), hadoop)).isEmpty();
  }

  @Test
  void shouldLetDeltaReadTheTableFromTheTail() throws IOException {
    // Given: entries that only a listing of the folder would find
    TestTables tables = tableOfVersions(43);
    for (int version = 0; version < 20; version++) {
      Files.delete(entry(tables, version));
    }

    DeltaLog log =
        DeltaLog.forTable(
            HadoopSettings.configuration(DeltaSettings.at(base.toString())),
            tables.folder().toUri().toString());

    assertThat(log.snapshot().getVersion()).isEqualTo(43);
    assertThat(log.snapshot().getAllFiles()).hasSize(43);
  }

  private TestTables tableOfVersions(int newest) throws IOException {
    TestTables tables = new TestTables(base);
    TableLog log = tables.events();
    for (int next = 1; next <= newest; next++) {
      log.append(
          List.of(tables.file(1)), List.of(next == 1 ? first(P0, 1) : moved(P0, next - 1, next)));
    }
    return tables;
  }

  private static org.apache.hadoop.fs.Path prefix(TestTables tables, long version) {
    return new org.apache.hadoop.fs.Path(
        tables.folder().resolve("_delta_log").toUri().toString(),
        "%020d.checkpoint".formatted(version));
  }

  private static Path entry(TestTables tables, long version) {
    return tables.folder().resolve("_delta_log").resolve("%020d.json".formatted(version));
  }

  private static List<String> names(Optional<Iterator<FileStatus>> found) {
    return list(found.orElseThrow()).stream().map(status -> status.getPath().getName()).toList();
  }

  private static List<FileStatus> list(Iterator<FileStatus> iterator) {
    List<FileStatus> list = new ArrayList<>();
    iterator.forEachRemaining(list::add);
    return list;
  }
}
