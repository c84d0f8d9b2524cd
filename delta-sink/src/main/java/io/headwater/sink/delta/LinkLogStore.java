package io.headwater.sink.delta;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on a local disk, safe for several processes: an entry is written under another name,
 * made durable, and published by a hard link. {@code link(2)} fails if the name is taken, in one
 * step, so two writers can never both win a version. Delta's own stores for local disks either look
 * first and rename then, which leaves a gap between the two, or lock within one process only.
 *
 * <p>Needs a file system with hard links; one without says so on the first commit.
 */
public final class LinkLogStore extends HadoopFileSystemLogStore {

  public LinkLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path folder = target.resolveSibling(".");
    java.nio.file.Path draft =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeDurably(draft, actions);
      if (overwrite) {
        Files.move(
            draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        link(draft, target);
      }
      // A checksum that Hadoop left for an earlier file of that name no longer fits.
      Files.deleteIfExists(target.resolveSibling("." + target.getFileName() + ".crc"));
      makeDurable(folder);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** What is there from {@code path} on, in order of names; a tail is looked up name by name. */
  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    Optional<Iterator<FileStatus>> tail = LogTailListing.from(path, configuration);
    return tail.isPresent() ? tail.get() : super.listFrom(path, configuration);
  }

  /**
   * Asked about checkpoints, which Delta writes past this store: on a local disk a half-written
   * file is there for everybody to see, and a table with half a checkpoint is unreadable for good.
   * So Delta has to write them under another name and rename them.
   */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return true;
  }

  private static void writeDurably(java.nio.file.Path file, Iterator<String> lines)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new java.io.BufferedOutputStream(Channels.newOutputStream(channel))) {
      while (lines.hasNext()) {
        out.write(lines.next().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
      out.flush();
      channel.force(true);
    }
  }

  private static void link(java.nio.file.Path draft, java.nio.file.Path target) throws IOException {
    try {
      Files.createLink(target, draft);
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "The file system of "
              + target.getParent()
              + " has no hard links, which commits need to be atomic: put headwater.delta.base-path"
              + " on another one",
          e);
    }
  }

  /** Forces a file or folder to disk; one that is not on a local disk is none of our business. */
  static void makeDurable(Path path) throws IOException {
    if ("file".equals(path.toUri().getScheme())) {
      makeDurable(java.nio.file.Path.of(path.toUri().getPath()));
    }
  }

  private static void makeDurable(java.nio.file.Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
