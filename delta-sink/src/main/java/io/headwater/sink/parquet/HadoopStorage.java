package io.headwater.sink.parquet;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A table behind a Hadoop file system. Object stores, ADLS among them, make a file visible and
 * durable in one when its stream is closed without an error, so sealing has nothing to add.
 */
final class HadoopStorage implements TableStorage {

  private final FileSystem fileSystem;
  private final Path root;

  HadoopStorage(FileSystem fileSystem, Path root) {
    this.fileSystem = fileSystem;
    this.root = root;
  }

  @Override
  public NewFile newFile(String path) {
    return new HadoopFile(new Path(root, path));
  }

  @Override
  public Written seal(String path) throws IOException {
    FileStatus status = fileSystem.getFileStatus(new Path(root, path));
    return new Written(status.getLen(), status.getModificationTime());
  }

  @Override
  public void delete(String path) throws IOException {
    fileSystem.delete(new Path(root, path), false);
  }

  @Override
  public InputFile existing(String path) throws IOException {
    return HadoopInputFile.fromStatus(
        fileSystem.getFileStatus(new Path(root, path)), fileSystem.getConf());
  }

  private final class HadoopFile implements NewFile {
    private final Path file;
    private @Nullable PositionOutputStream stream;

    HadoopFile(Path file) {
      this.file = file;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      stream =
          new ClosedOnce(
              HadoopOutputFile.fromPath(file, fileSystem.getConf()).create(blockSizeHint));
      return stream;
    }

    /** A data file is never overwritten. */
    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return true;
    }

    @Override
    public long defaultBlockSize() {
      return fileSystem.getDefaultBlockSize(file);
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

  /** Closing a Hadoop stream flushes it first, which fails when it is closed already. */
  private static final class ClosedOnce extends DelegatingPositionOutputStream {
    private final PositionOutputStream stream;
    private boolean closed;

    ClosedOnce(PositionOutputStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        super.close();
      }
    }
  }
}
