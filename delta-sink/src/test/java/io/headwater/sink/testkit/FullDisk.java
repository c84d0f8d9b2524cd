package io.headwater.sink.testkit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local disk that has room for everything but a whole checkpoint: what was written of one stays,
 * as it does when the disk is full or the process is killed. Public because Hadoop makes it.
 */
public final class FullDisk extends LocalFileSystem {

  private static final int ROOM = 1_000;

  /** Settings that make tables use it, and nobody else in this JVM. */
  public static Map<String, String> hadoop() {
    return Map.of("fs.file.impl", FullDisk.class.getName(), "fs.file.impl.disable.cache", "true");
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FSDataOutputStream out =
        super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
    return file.getName().contains(".checkpoint.parquet")
        ? new FSDataOutputStream(new Bounded(out), null)
        : out;
  }

  private static final class Bounded extends FilterOutputStream {
    private int room = ROOM;

    Bounded(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int fits = Math.min(room, length);
      out.write(bytes, offset, fits);
      room -= fits;
      if (fits < length) {
        out.close();
        throw new IOException("No space left on device");
      }
    }
  }
}
