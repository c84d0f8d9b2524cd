package io.headwater.sink.delta;

import io.headwater.sink.delta.log.LogName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists what a log has from a checkpoint on by asking for the few names that can come next, one by
 * one. A listing by the file system reads the whole folder, however little of it is new, and a log
 * that takes a commit each second has a hundred thousand entries a day.
 *
 * <p>It leaves out checkpoints behind the one it begins at. Delta needs none of them: it reads the
 * entries in their place.
 *
 * <p>Safe for use by several threads.
 */
final class LogTailListing {

  /** With so many entries behind a checkpoint, one listing is cheaper than asking for each. */
  private static final int MOST_PROBES = 128;

  private static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.checkpoint(\\.parquet)?");

  private LogTailListing() {}

  /**
   * The checkpoint that {@code from} names, and all entries behind it.
   *
   * @param from the first name wanted, {@code NNN.checkpoint} or one that begins so
   * @return empty when the folder has to be listed: there is no checkpoint in one part at that
   *     version, or too much behind it
   * @throws IOException when storage does not answer
   */
  static Optional<Iterator<FileStatus>> from(Path from, Configuration hadoop) throws IOException {
    Optional<Long> version = version(from.getName());
    if (version.isEmpty() || version.get() == 0) {
      return Optional.empty();
    }
    Path folder = from.getParent();
    FileSystem storage = from.getFileSystem(hadoop);
    Optional<FileStatus> checkpoint =
        status(storage, new Path(folder, LogName.checkpoint(version.get())));
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    List<FileStatus> found = new ArrayList<>();
    found.add(checkpoint.get());
    // Clean-up may have removed the checkpoint's own entry, but never one behind it.
    status(storage, new Path(folder, LogName.entry(version.get()))).ifPresent(found::add);
    for (int behind = 1; behind <= MOST_PROBES; behind++) {
      Optional<FileStatus> entry =
          status(storage, new Path(folder, LogName.entry(version.get() + behind)));
      if (entry.isEmpty()) {
        return Optional.of(found.iterator());
      }
      found.add(entry.get());
    }
    return Optional.empty();
  }

  private static Optional<FileStatus> status(FileSystem storage, Path path) throws IOException {
    try {
      return Optional.of(storage.getFileStatus(path));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    }
  }

  /** The version of a checkpoint in one part, or of the prefix of one; empty for other names. */
  private static Optional<Long> version(String name) {
    Matcher matcher = CHECKPOINT.matcher(name);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }
}
