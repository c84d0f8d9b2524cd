package io.headwater.sink.parquet;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/** The folder of a table, wherever it is. Paths are relative to it and not encoded. */
interface TableStorage {

  /**
   * A file to be written. Its folders are made as needed; {@link OutputFile#create} fails when the
   * file is there already. Closing it closes what Parquet left open, if anything.
   */
  NewFile newFile(String path);

  /**
   * Makes sure that a file that was written and closed survives a power cut, and says what it is.
   */
  Written seal(String path) throws IOException;

  /** Deletes a file; one that is not there is fine. */
  void delete(String path) throws IOException;

  /** A file to be read. */
  InputFile existing(String path) throws IOException;

  /** A file that is written once. */
  interface NewFile extends OutputFile, Closeable {}

  /**
   * A sealed file.
   *
   * @param modificationTimeMillis since the epoch
   */
  record Written(long sizeBytes, long modificationTimeMillis) {}

  /**
   * The storage under {@code root}: on the local disk without Hadoop's file system in between,
   * anywhere else through it.
   *
   * @throws IOException when there is no file system for the scheme, or it cannot be reached
   */
  static TableStorage of(Path root, Configuration hadoop) throws IOException {
    FileSystem fileSystem = root.getFileSystem(hadoop);
    Path qualified = fileSystem.makeQualified(root);
    return qualified.toUri().getScheme().equals("file")
        ? new LocalStorage(java.nio.file.Path.of(qualified.toUri().getPath()))
        : new HadoopStorage(fileSystem, qualified);
  }
}
