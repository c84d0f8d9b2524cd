package io.headwater.sink.maintain;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The folder of a table and those of its partitions: what lies there. */
final class TableFolder {

  private static final String DATA = ".parquet";

  private final Path root;
  private final FileSystem storage;

  TableFolder(Path root, Configuration hadoop) throws IOException {
    this.storage = root.getFileSystem(hadoop);
    this.root = storage.makeQualified(root);
  }

  /**
   * Shows every data file, finished or not, folder by folder. The log, hidden files and what does
   * not call itself Parquet are nobody's business here.
   */
  void forEach(Cancellation cancellation, Consumer<StoredFile> visitor) throws IOException {
    walk(root, cancellation, visitor);
  }

  /** Deletes a file; one that is gone is fine. */
  void delete(StoredFile file) throws IOException {
    Path path = new Path(root, file.path());
    if (!storage.delete(path, false) && storage.exists(path)) {
      throw new IOException(path + " cannot be deleted");
    }
  }

  /**
   * Deletes the folders of partitions that hold nothing and have not changed since before {@code
   * cutoff}. A folder that a writer fills at this moment stays: only an empty one can be deleted.
   */
  void deleteEmptyFolders(Instant cutoff) throws IOException {
    for (FileStatus folder : folders(root)) {
      deleteIfEmpty(folder, cutoff.toEpochMilli());
    }
  }

  private void walk(Path folder, Cancellation cancellation, Consumer<StoredFile> visitor)
      throws IOException {
    cancellation.check();
    List<Path> below = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> found = storage.listStatusIterator(folder);
      while (found.hasNext()) {
        FileStatus status = found.next();
        if (isPartition(status)) {
          below.add(status.getPath());
        } else if (isData(status)) {
          visitor.accept(
              new StoredFile(
                  relative(status.getPath()), status.getLen(), status.getModificationTime()));
        }
      }
    } catch (FileNotFoundException gone) {
      return;
    }
    for (Path next : below) {
      walk(next, cancellation, visitor);
    }
  }

  private boolean deleteIfEmpty(FileStatus folder, long cutoff) throws IOException {
    boolean empty = true;
    for (FileStatus below : folders(folder.getPath())) {
      empty &= deleteIfEmpty(below, cutoff);
    }
    if (!empty
        || folder.getModificationTime() >= cutoff
        || storage.listStatusIterator(folder.getPath()).hasNext()) {
      return false;
    }
    try {
      return storage.delete(folder.getPath(), false);
    } catch (IOException filled) {
      return false; // somebody began to write into it
    }
  }

  private List<FileStatus> folders(Path folder) throws IOException {
    List<FileStatus> folders = new ArrayList<>();
    RemoteIterator<FileStatus> found = storage.listStatusIterator(folder);
    while (found.hasNext()) {
      FileStatus status = found.next();
      if (isPartition(status)) {
        folders.add(status);
      }
    }
    return folders;
  }

  private String relative(Path path) {
    return path.toUri().getPath().substring(root.toUri().getPath().length() + 1);
  }

  private static boolean isData(FileStatus status) {
    String name = status.getPath().getName();
    return status.isFile() && name.endsWith(DATA) && !isHidden(name);
  }

  /** A partition column's name may begin like that of a hidden folder. */
  private static boolean isPartition(FileStatus status) {
    String name = status.getPath().getName();
    return status.isDirectory() && (!isHidden(name) || name.contains("="));
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }
}
