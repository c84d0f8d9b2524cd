package io.headwater.sink.maintain;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.actions.AddFile;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.common.TopicPartition;

/** A real table whose data files are empty of rows: only the log and the files' names count. */
final class KeptTable {

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  private static final TopicPartition P0 = new TopicPartition(EVENTS.topic(), 0);
  private static final Engine ENGINE = DefaultEngine.create(new Configuration());

  private final Path folder;
  private final TableLogs logs;
  private final TableLog log;
  private long offset;

  KeptTable(Path base, int checkpointInterval) throws IOException {
    folder = base.resolve(EVENTS.name());
    logs =
        TableLogs.of(
            new DeltaSettings(
                base.toString(), checkpointInterval, Duration.ofDays(1), null, null, Map.of()),
            "headwater");
    log = logs.open(EVENTS);
  }

  /** Adds a file, which makes one version. */
  String append(String date) throws IOException {
    DataFile file = write(date, 1);
    commit(List.of(file));
    return file.relativePath();
  }

  /** Commits files, in one version. */
  void commit(List<DataFile> files) throws IOException {
    log.append(
        files,
        List.of(
            new OffsetAdvance(
                P0, offset == 0 ? OptionalLong.empty() : OptionalLong.of(offset), offset + 1)));
    offset++;
  }

  /** Lets one file take the place of all that are active, which makes one version. */
  String compact(String date) throws IOException {
    List<ActiveFile> active = log.snapshot(List.of()).files();
    DataFile file = write(date, active.size());
    log.replace(active, List.of(file));
    return file.relativePath();
  }

  /** A file of no commit. */
  DataFile write(String date, long rows) throws IOException {
    String path = "event_date=" + date + "/part-" + UUID.randomUUID() + ".parquet";
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    Files.writeString(target, "rows");
    return new DataFile(
        path,
        Map.of("event_date", date),
        4,
        1_700_000_000_000L,
        rows,
        "{\"numRecords\":" + rows + "}");
  }

  long version() throws IOException {
    return log.snapshot(List.of()).version();
  }

  Path folder() {
    return folder;
  }

  Path log() {
    return folder.resolve("_delta_log");
  }

  org.apache.hadoop.fs.Path root() throws IOException {
    return logs.root(EVENTS);
  }

  Configuration hadoop() {
    return logs.hadoop();
  }

  /** Makes everything in the log that belongs to versions up to {@code version} that old. */
  void age(long version, Duration age) throws IOException {
    try (Stream<Path> files = Files.list(log())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceFirst("^\\.", "");
        if (name.matches("[0-9]{20}\\..*") && Long.parseLong(name.substring(0, 20)) <= version) {
          age(file, age);
        }
      }
    }
  }

  static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  /** Names in the log's folder. */
  Set<String> logNames() throws IOException {
    return names(log());
  }

  /** The data files that lie in the table's folder. */
  Set<String> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet") && !file.startsWith(log()))
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The files of a version, as Delta Kernel sees them; fails when it cannot read the version. */
  Set<String> kernelFiles(long version) throws IOException {
    Snapshot snapshot =
        Table.forPath(ENGINE, folder.toUri().toString()).getSnapshotAsOfVersion(ENGINE, version);
    Scan scan = snapshot.getScanBuilder().build();
    Set<String> found = new TreeSet<>();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(ENGINE)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            String path = InternalScanFileUtils.getAddFileStatus(rows.next()).getPath();
            found.add(folder.relativize(Path.of(URI.create(path).getPath())).toString());
          }
        }
      }
    }
    return found;
  }

  /** The files of a version, as Delta Standalone sees them. */
  Set<String> standaloneFiles(long version) {
    return DeltaLog.forTable(new Configuration(), folder.toString())
        .getSnapshotForVersionAsOf(version)
        .getAllFiles()
        .stream()
        .map(AddFile::getPath)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
