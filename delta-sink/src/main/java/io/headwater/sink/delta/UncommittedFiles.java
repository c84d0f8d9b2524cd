package io.headwater.sink.delta;

import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data files that were written and not committed, and which of them may be deleted: never one that
 * a commit in doubt names, because that commit may still land.
 */
final class UncommittedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(UncommittedFiles.class);

  private static final long ANY = -1;

  private final Configuration hadoop;
  private final Path root;

  /** The version a commit in doubt would have, by the path of each of its files. */
  private final Map<String, Long> inDoubt = new HashMap<>();

  /** The version a commit turned out to have, by the path of each of its files. */
  private final Map<String, Long> landed = new HashMap<>();

  UncommittedFiles(Configuration hadoop, Path root) {
    this.hadoop = hadoop;
    this.root = root;
  }

  /** Whether a storage operation that failed is over and done with. */
  boolean areLocal() {
    return "file".equals(root.toUri().getScheme());
  }

  /** From now on a commit that names the files may land, as any version. */
  void inDoubt(List<DataFile> files) {
    inDoubt(files, ANY);
  }

  /** From now on a commit as {@code version}, and no other, may land that names the files. */
  void inDoubt(List<DataFile> files, long version) {
    files.forEach(file -> inDoubt.put(file.relativePath(), version));
  }

  boolean areInDoubt(List<DataFile> files) {
    return files.stream().anyMatch(file -> inDoubt.containsKey(file.relativePath()));
  }

  /**
   * Takes in what made {@code version}: each version is made once, so files that were to come with
   * it and did not never will.
   */
  void settle(long version, LogEntry entry) {
    inDoubt
        .entrySet()
        .removeIf(
            file -> {
              if (file.getValue() == version && entry.addedPaths().contains(file.getKey())) {
                landed.put(file.getKey(), version);
              }
              return file.getValue() == version;
            });
  }

  /** The version that turned out to have added the files; empty when none has as far as known. */
  OptionalLong landed(List<DataFile> files) {
    return files.stream()
        .map(file -> landed.get(file.relativePath()))
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** What became of the files is known now, and acted upon. */
  void settled(List<DataFile> files) {
    for (DataFile file : files) {
      inDoubt.remove(file.relativePath());
      landed.remove(file.relativePath());
    }
  }

  void discard(List<DataFile> files) {
    for (DataFile file : files) {
      if (landed.remove(file.relativePath()) != null) {
        LOG.info("{}: {} stays, because its commit has landed", root, file.relativePath());
      } else if (inDoubt.remove(file.relativePath()) != null) {
        LOG.info("{}: {} stays, because its commit may still land", root, file.relativePath());
      } else {
        delete(file.relativePath());
      }
    }
  }

  private void delete(String relativePath) {
    try {
      Path path = new Path(root, new Path(URI.create(relativePath)));
      FileSystem storage = path.getFileSystem(hadoop);
      storage.delete(path, false);
    } catch (IOException | RuntimeException e) {
      LOG.info(
          "{}: {} is not needed and could not be deleted: {}", root, relativePath, e.toString());
    }
  }
}
