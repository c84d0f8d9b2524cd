package io.headwater.sink.parquet;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A table on the local disk, written past Hadoop's local file system, for two reasons.
 *
 * <p>Hadoop's puts a hidden {@code .crc} file beside each data file, which Delta's vacuum does not
 * know, and which protects nothing that the checksums in Parquet's pages do not protect already.
 * And it never calls {@code fsync}: after a power cut the log could name a file that is empty.
 */
final class LocalStorage implements TableStorage {

  private static final int BUFFER = 1 << 16;

  private final Path root;

  LocalStorage(Path root) {
    this.root = root;
  }

  @Override
  public NewFile newFile(String path) {
    return new LocalFile(root.resolve(path));
  }

  /**
   * The file's bytes were forced to disk when it was closed; its name is on disk once its folder
   * is.
   */
  @Override
  public Written seal(String path) throws IOException {
    Path file = root.resolve(path);
    force(file.getParent());
    return new Written(Files.size(file), Files.getLastModifiedTime(file).toMillis());
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(root.resolve(path));
  }

  @Override
  public InputFile existing(String path) {
    return new LocalInputFile(root.resolve(path));
  }

  /** Makes a folder and those above it, each of them durable in the one that holds it. */
  private static void createFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = folder; at != null && !Files.isDirectory(at); at = at.getParent()) {
      missing.push(at);
    }
    for (Path made : missing) {
      Files.createDirectories(made);
      Path holder = made.getParent();
      if (holder != null) {
        force(holder);
      }
    }
  }

  private static void force(Path folder) throws IOException {
    if (File.separatorChar == '\\') {
      return; // Windows cannot open a folder, and writes its entries through by itself
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static final class LocalFile implements NewFile {
    private final Path file;
    private @Nullable DurableStream stream;

    LocalFile(Path file) {
      this.file = file;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      createFolders(file.getParent());
      stream =
          new DurableStream(
              FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      return stream;
    }

    /** A data file is never overwritten. */
    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return file.toString();
    }

    @Override
    public void close() throws IOException {
      if (stream != null) {
        stream.close();
      }
    }
  }

  /** On disk, and not only on its way there, when it is closed. */
  private static final class DurableStream extends PositionOutputStream {
    private final FileChannel channel;
    private final OutputStream buffer;
    private long position;

    DurableStream(FileChannel channel) {
      this.channel = channel;
      this.buffer = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int octet) throws IOException {
      buffer.write(octet);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      buffer.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      buffer.flush();
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        try (channel) {
          buffer.flush();
          channel.force(true);
        }
      }
    }
  }
}
