package io.headwater.sink.delta.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The folder {@code _delta_log} of one table. Reads past Delta's log stores, which show only what
 * readers need, and so sees drafts and checksums too. Keeps nothing between calls; may be used by
 * several threads.
 */
public final class LogFolder {

  private final Path folder;
  private final Configuration hadoop;
  private final FileSystem storage;

  private LogFolder(Path folder, Configuration hadoop, FileSystem storage) {
    this.folder = folder;
    this.hadoop = hadoop;
    this.storage = storage;
  }

  /**
   * The log of the table at {@code root}, which need not be there.
   *
   * @throws IOException when its file system cannot be reached
   */
  public static LogFolder of(Path root, Configuration hadoop) throws IOException {
    FileSystem fileSystem = root.getFileSystem(hadoop);
    // On a local disk Hadoop hides its checksums, and some of them are left behind.
    FileSystem storage =
        fileSystem instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fileSystem;
    return new LogFolder(new Path(root, LogName.FOLDER), hadoop, storage);
  }

  /**
   * All its files; none when there is no such folder.
   *
   * @throws IOException when storage does not answer
   */
  public LogListing list() throws IOException {
    List<LogFile> files = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> found = storage.listStatusIterator(folder);
      while (found.hasNext()) {
        FileStatus file = found.next();
        if (file.isFile()) {
          files.add(
              new LogFile(file.getPath().getName(), file.getLen(), file.getModificationTime()));
        }
      }
    } catch (FileNotFoundException none) {
      return LogListing.of(List.of());
    }
    return LogListing.of(files);
  }

  /**
   * Shows what an entry or a checkpoint's file says, action by action.
   *
   * @throws IOException when it is gone, cannot be read or is damaged: a sentence that names it
   */
  public void read(LogFile file, Consumer<LogAction> visitor) throws IOException {
    Path path = new Path(folder, file.name());
    try {
      if (file.kind() instanceof LogName.Checkpoint) {
        CheckpointReader.read(storage.getFileStatus(path), hadoop, visitor);
      } else {
        try (InputStream in = storage.open(path)) {
          EntryReader.read(in, visitor);
        }
      }
    } catch (FileNotFoundException gone) {
      throw new IOException(path + " was there a moment ago and is gone now: try again", gone);
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Shows what the entries from {@code version} on say, as far as there are any without a hole.
   *
   * @return the last version that was read; {@code version - 1} when there is none yet
   * @throws IOException when one cannot be read or is damaged: a sentence that names it
   */
  public long readFrom(long version, Consumer<LogAction> visitor) throws IOException {
    for (long next = version; ; next++) {
      Path path = new Path(folder, LogName.entry(next));
      try (InputStream in = storage.open(path)) {
        EntryReader.read(in, visitor);
      } catch (FileNotFoundException notYet) {
        return next - 1;
      } catch (IOException e) {
        throw new IOException(path + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * The version of the checkpoint at which readers begin, by {@code _last_checkpoint}; empty when
   * there is no such file, and readers list the folder.
   *
   * @throws IOException when storage does not answer, or the file is damaged
   */
  public OptionalLong lastCheckpoint() throws IOException {
    Path path = new Path(folder, LogName.LAST_CHECKPOINT);
    try (InputStream in = storage.open(path)) {
      return OptionalLong.of(EntryReader.version(in));
    } catch (FileNotFoundException none) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * When a version was made, by the storage's clock, since the epoch; empty when its entry is gone.
   *
   * @throws IOException when storage does not answer
   */
  public OptionalLong modifiedMillis(long version) throws IOException {
    try {
      Path entry = new Path(folder, LogName.entry(version));
      return OptionalLong.of(storage.getFileStatus(entry).getModificationTime());
    } catch (FileNotFoundException gone) {
      return OptionalLong.empty();
    }
  }

  /**
   * Deletes a file; one that is gone is fine.
   *
   * @throws IOException when it is still there
   */
  public void delete(String name) throws IOException {
    Path path = new Path(folder, name);
    if (!storage.delete(path, false) && storage.exists(path)) {
      throw new IOException(path + " cannot be deleted");
    }
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }
}
