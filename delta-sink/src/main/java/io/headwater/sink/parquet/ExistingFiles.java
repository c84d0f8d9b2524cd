package io.headwater.sink.parquet;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;

/**
 * Opens the data files of a table by the paths the Delta log has: URL-encoded, relative to the
 * table's root or absolute. Thread-safe.
 */
final class ExistingFiles {

  private final Path root;
  private final Configuration hadoop;

  ExistingFiles(Path root, Configuration hadoop) {
    this.root = root;
    this.hadoop = hadoop;
  }

  /** A reader that checks the pages' checksums. */
  ParquetFileReader open(String path) throws IOException {
    ParquetReadOptions options =
        HadoopReadOptions.builder(hadoop).usePageChecksumVerification().build();
    try {
      return ParquetFileReader.open(input(path), options);
    } catch (RuntimeException e) {
      throw broken(path, e);
    }
  }

  /** What Parquet throws at a file that is no Parquet, in our terms. */
  IOException broken(String path, RuntimeException e) {
    return new IOException("Data file " + path + " of " + root + ": " + e.getMessage(), e);
  }

  private InputFile input(String path) throws IOException {
    URI uri = URI.create(path);
    if (uri.isAbsolute()) {
      Path file = new Path(uri);
      return TableStorage.of(file.getParent(), hadoop).existing(file.getName());
    }
    return TableStorage.of(root, hadoop).existing(uri.getPath());
  }
}
