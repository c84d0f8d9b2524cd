package io.headwater.sink.delta;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delta's log on ADLS Gen2, safe for several processes: an entry is written under another name and
 * renamed, which Azure refuses, in one step, if the name is taken. Delta's own store for Azure does
 * the same with one request more, and with an unchecked exception where Azure does not say why it
 * refused.
 */
public final class AbfsLogStore extends HadoopFileSystemLogStore {

  private static final Logger LOG = LoggerFactory.getLogger(AbfsLogStore.class);

  public AbfsLogStore(Configuration hadoop) {
    super(hadoop);
  }

  /**
   * Writes an entry.
   *
   * @throws FileAlreadyExistsException when the name is taken; also when an earlier attempt of this
   *     very call took it, whose answer was lost
   * @throws IOException when storage does not do its part; the entry may be there all the same
   */
  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    FileSystem storage = path.getFileSystem(configuration);
    if (overwrite) {
      writeLines(storage, path, actions);
      return;
    }
    Path draft = createTempPath(path);
    boolean published = false;
    try {
      writeLines(storage, draft, actions);
      published = rename(storage, draft, path);
    } finally {
      if (!published) {
        discard(storage, draft);
      }
    }
  }

  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    Optional<Iterator<FileStatus>> tail = LogTailListing.from(path, configuration);
    return tail.isPresent() ? tail.get() : super.listFrom(path, configuration);
  }

  /** Asked about checkpoints: a file on ADLS is visible from its first block on. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return true;
  }

  /** Into a folder that is there: a table that was deleted must not come back by a late entry. */
  private static void writeLines(FileSystem storage, Path file, Iterator<String> lines)
      throws IOException {
    try (OutputStream out = storage.createFile(file).overwrite(true).build()) {
      while (lines.hasNext()) {
        out.write(lines.next().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
  }

  private static boolean rename(FileSystem storage, Path draft, Path entry) throws IOException {
    boolean renamed;
    try {
      renamed = storage.rename(draft, entry);
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException taken) {
      renamed = false;
    }
    if (renamed) {
      return true;
    }
    if (storage.exists(entry)) {
      throw new FileAlreadyExistsException(entry.toString());
    }
    throw new IOException(entry + " could not be made: Azure refused, and did not say why");
  }

  /** A draft that stays is in nobody's way; readers of the log do not look at such names. */
  private static void discard(FileSystem storage, Path draft) {
    try {
      storage.delete(draft, false);
    } catch (IOException e) {
      LOG.info("{} is not needed and could not be deleted: {}", draft, e.toString());
    }
  }
}
