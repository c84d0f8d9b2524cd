package io.headwater.sink.delta;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import io.headwater.sink.delta.log.LogName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The entries of a table's log, one at a time, read and published as its log store does: no call
 * lists them, so none costs more in an old table than in a young one.
 */
final class EntryStore {

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

  EntryStore(LogStore store, Path root, Configuration hadoop) {
    this.store = store;
    this.folder = new Path(root, LogName.FOLDER);
    this.hadoop = hadoop;
  }

  /** The entry that made {@code version}; empty when there is none. */
  Optional<LogEntry> read(long version) throws IOException {
    try (CloseableIterator<String> lines = store.read(entry(version), hadoop)) {
      return Optional.of(LogEntry.of(lines));
    } catch (FileNotFoundException | NoSuchFileException absent) {
      return Optional.empty();
    } catch (UncheckedIOException midway) {
      throw midway.getCause();
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
   * <p>Clean-up removes entries in ascending order. So if the entry below is there afterwards, and
   * still the one that was known, ours cannot have been there before and been removed while this
   * process slept, and this is the first time it is made.
   *
   * @param below the mark of the entry below
   * @return whether this call made it; false when the version was there, made by somebody else or
   *     by an earlier attempt of ours
   * @throws IOException when it is not known whether this call made it
   */
  boolean publish(long version, Mark below, List<String> lines) throws IOException {
    try {
      store.write(entry(version), lines.iterator(), false, hadoop);
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException taken) {
      return false;
    }
    if (!mark(version - 1).equals(Optional.of(below))) {
      Path stray = entry(version);
      stray.getFileSystem(hadoop).delete(stray, false); // no reader ever looks at it
      throw new IOException(
          "version %d was made before, and cleaned up while this process stood still"
              .formatted(version));
    }
    return true;
  }

  private Path entry(long version) {
    return new Path(folder, LogName.entry(version));
  }
}
