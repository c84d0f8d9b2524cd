package io.headwater.sink.delta;

import io.delta.standalone.DeltaLog;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of the storage that has the tables, written to just as a table's log is. For finding out
 * what the storage does, without a table: closing it deletes the folder, and those above that it
 * had to make and that are still empty.
 *
 * <p>Safe for use by several threads.
 */
public final class LogStorage implements Closeable {

  private final LogStore store;
  private final FileSystem fileSystem;
  private final Path folder;
  private final Configuration hadoop;
  private final Deque<Path> made;

  private LogStorage(
      LogStore store, FileSystem fileSystem, Path folder, Configuration hadoop, Deque<Path> made) {
    this.store = store;
    this.fileSystem = fileSystem;
    this.folder = folder;
    this.hadoop = hadoop;
    this.made = made;
  }

  /**
   * Makes the folder.
   *
   * @param folder with its scheme; nothing is there yet
   */
  static LogStorage make(Path folder, Configuration hadoop) throws IOException {
    FileSystem fileSystem = folder.getFileSystem(hadoop);
    LogStore store = StandaloneInternals.store(DeltaLog.forTable(hadoop, folder));
    Deque<Path> made = new ArrayDeque<>();
    for (Path each = folder; each != null && !fileSystem.exists(each); each = each.getParent()) {
      made.addLast(each);
    }
    LogStorage storage = new LogStorage(store, fileSystem, folder, hadoop, made);
    try {
      if (!fileSystem.mkdirs(folder)) {
        throw new IOException(folder + " cannot be made");
      }
    } catch (IOException e) {
      storage.deleteEmpty();
      throw e;
    }
    return storage;
  }

  /**
   * Makes an entry, if nobody has yet, as a commit does.
   *
   * @return whether this call made it
   * @throws IOException when the storage does not do its part
   */
  public boolean putIfAbsent(String name, String line) throws IOException {
    try {
      store.write(new Path(folder, name), List.of(line).iterator(), false, hadoop);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException
        | org.apache.hadoop.fs.FileAlreadyExistsException taken) {
      return false;
    }
  }

  /**
   * The first line of an entry.
   *
   * @throws IOException when it is not there, or the storage does not do its part
   */
  public String read(String name) throws IOException {
    try (CloseableIterator<String> lines = store.read(new Path(folder, name), hadoop)) {
      return lines.hasNext() ? lines.next() : "";
    } catch (UncheckedIOException midway) {
      throw midway.getCause();
    }
  }

  /** The names of the entries, sorted. */
  public List<String> names() throws IOException {
    return Arrays.stream(fileSystem.listStatus(folder))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .filter(name -> !name.startsWith("."))
        .sorted()
        .toList();
  }

  /** When an entry was written, by the storage's clock, in milliseconds since the epoch. */
  public long modifiedMillis(String name) throws IOException {
    return fileSystem.getFileStatus(new Path(folder, name)).getModificationTime();
  }

  /** Deletes an entry. */
  public void delete(String name) throws IOException {
    fileSystem.delete(new Path(folder, name), false);
  }

  /** The folder, as a URI. */
  public String location() {
    return folder.toString();
  }

  @Override
  public void close() throws IOException {
    fileSystem.delete(folder, true);
    deleteEmpty();
  }

  /** The folders above may have got something from others meanwhile. */
  private void deleteEmpty() throws IOException {
    for (Path each : made) {
      if (fileSystem.exists(each) && fileSystem.listStatus(each).length > 0) {
        return;
      }
      fileSystem.delete(each, false);
    }
  }
}
