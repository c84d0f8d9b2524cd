package io.headwater.sink.delta;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A table's {@code _delta_log} folder, an entry at a time: no call lists it, so none costs more in
 * an old table than in a young one.
 */
final class LogFolder {

  /**
   * Tells a log from another one that took its place, when a table was deleted and made anew.
   *
   * @param modified when its newest entry was written, in milliseconds since the epoch
   * @param length of that entry
   */
  record Mark(long modified, long length) {}

  private final LogStore store;
  private final Path folder;
  private final Configuration hadoop;

  LogFolder(LogStore store, Path root, Configuration hadoop) {
    this.store = store;
    this.folder = new Path(root, LogFile.FOLDER);
    this.hadoop = hadoop;
  }

  /** The entry that made {@code version}; empty when there is none. */
  Optional<LogEntry> read(long version) throws IOException {
    try (CloseableIterator<String> lines = store.read(entry(version), hadoop)) {
      return Optional.of(LogEntry.parse(lines));
    } catch (FileNotFoundException | NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** The mark of the entry that made {@code version}; empty when there is no such entry. */
  Optional<Mark> mark(long version) throws IOException {
    Path entry = entry(version);
    try {
      FileStatus status = entry.getFileSystem(hadoop).getFileStatus(entry);
      return Optional.of(new Mark(status.getModificationTime(), status.getLen()));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    }
  }

  /**
   * Makes {@code version}, if nobody has yet.
   *
   * @return whether this call made it; false when the version was there, made by somebody else or
   *     by an earlier attempt of ours
   * @throws IOException when it is not known whether this call made it
   */
  boolean publish(long version, List<String> lines) throws IOException {
    try {
      store.write(entry(version), lines.iterator(), false, hadoop);
      return true;
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException taken) {
      return false;
    }
  }

  /** Removes an entry that no reader will ever look at. */
  void withdraw(long version) throws IOException {
    Path entry = entry(version);
    entry.getFileSystem(hadoop).delete(entry, false);
  }

  private Path entry(long version) {
    return new Path(folder, LogFile.entry(version));
  }
}
