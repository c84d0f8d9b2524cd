package io.headwater.sink.delta;

import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  private final Configuration hadoop;
  private final Path root;
  private final Set<String> inDoubt = new HashSet<>();

  UncommittedFiles(Configuration hadoop, Path root) {
    this.hadoop = hadoop;
    this.root = root;
  }

  /** Whether a storage operation that failed is over and done with. */
  boolean areLocal() {
    return "file".equals(root.toUri().getScheme());
  }

  void inDoubt(List<DataFile> files) {
    files.forEach(file -> inDoubt.add(file.relativePath()));
  }

  /** What became of the files is known now. */
  void settled(List<DataFile> files) {
    files.forEach(file -> inDoubt.remove(file.relativePath()));
  }

  void discard(List<DataFile> files) {
    for (DataFile file : files) {
      if (inDoubt.remove(file.relativePath())) {
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
